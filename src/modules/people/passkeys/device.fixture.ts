import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

const PRESENT = 1
const VERIFIED = 4
const HAS_KEY = 64

/** What a test may let a device do otherwise than an honest one does. */
export type Oddity = {
  origin?: string
  rpId?: string
  /** No finger, face or PIN was asked for. */
  unverified?: boolean
  counter?: number
  userHandle?: string
  challenge?: string
  credential_id?: string
}

type Asked = { challenge: string; user?: { id: string } }
export type Device = ReturnType<typeof newDevice>

/** A security key in software: one passkey, for one site. */
export function newDevice({ rpId = 'copse.test', origin = 'https://copse.test' } = {}) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(24).toString('base64url')
  let owner = ''
  let count = 0

  const clientData = (type: string, { challenge }: Asked, odd: Oddity) =>
    Buffer.from(
      JSON.stringify({ type, challenge: odd.challenge ?? challenge, origin: odd.origin ?? origin, crossOrigin: false }),
    )
  const dataOf = (odd: Oddity, more = Buffer.alloc(0)) => {
    const flags = PRESENT | (odd.unverified ? 0 : VERIFIED) | (more.length > 0 ? HAS_KEY : 0)
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(odd.counter ?? ++count)
    const site = createHash('sha256')
      .update(odd.rpId ?? rpId)
      .digest()
    return Buffer.concat([site, Buffer.from([flags]), counter, more])
  }

  return {
    id,
    make(asked: Asked, odd: Oddity = {}): string {
      owner = asked.user?.id ?? ''
      const raw = Buffer.from(odd.credential_id ?? id, 'base64url')
      const key = Buffer.concat([Buffer.alloc(16), Buffer.from([0, raw.length]), raw, coseOf(publicKey)])
      const response = {
        clientDataJSON: clientData('webauthn.create', asked, odd).toString('base64url'),
        attestationObject: attestation(dataOf(odd, key)).toString('base64url'),
        transports: ['internal'],
      }
      const named = odd.credential_id ?? id
      return JSON.stringify({ id: named, rawId: named, type: 'public-key', response, clientExtensionResults: {} })
    },
    sign(asked: Asked, odd: Oddity = {}): string {
      const said = clientData('webauthn.get', asked, odd)
      const data = dataOf(odd)
      const signed = Buffer.concat([data, createHash('sha256').update(said).digest()])
      const response = {
        clientDataJSON: said.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', signed, privateKey).toString('base64url'),
        userHandle: odd.userHandle ?? owner,
      }
      const named = odd.credential_id ?? id
      return JSON.stringify({ id: named, rawId: named, type: 'public-key', response, clientExtensionResults: {} })
    },
  }
}

/** The public key as COSE writes it: ES256 on P-256. */
function coseOf(key: ReturnType<typeof generateKeyPairSync>['publicKey']): Buffer {
  const { x = '', y = '' } = (key as import('node:crypto').KeyObject).export({ format: 'jwk' })
  const coordinates = [Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')] as const
  return Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    coordinates[0],
    Buffer.from('225820', 'hex'),
    coordinates[1],
  ])
}

/** {fmt: "none", attStmt: {}, authData} in CBOR. */
function attestation(data: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(data.length)
  const text = (words: string) => Buffer.concat([Buffer.from([0x60 + words.length]), Buffer.from(words)])
  const parts = [Buffer.from([0xa3]), text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0]), text('authData')]
  return Buffer.concat([...parts, Buffer.from([0x59]), length, data])
}
