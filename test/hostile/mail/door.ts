import { generateKeyPairSync } from 'node:crypto'
import type { Resolver } from '../../../src/platform/mail/authenticate.ts'
import { startMailIn } from '../../../src/platform/mail/smtp-in.ts'
import type { World } from '../../world.ts'

const key = generateKeyPairSync('rsa', { modulusLength: 2048 })
const published = `v=DKIM1; p=${key.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`
export const privateKey = key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

/** The domain of the cast sends from elsewhere and says so; whoever means harm publishes what he likes for his own. */
const zone: Record<string, string[]> = {
  'example.org': ['v=spf1 ip4:192.0.2.1 -all'],
  '_dmarc.example.org': ['v=DMARC1; p=reject'],
  's._domainkey.example.org': [published],
  'evil.example': ['v=spf1 +all'],
  '_dmarc.evil.example': ['v=DMARC1; p=none'],
  's._domainkey.evil.example': [published],
  'example.org.evil.example': ['v=spf1 +all'],
}

const names: Resolver = async (domain, type) => {
  if (type === 'TXT' && zone[domain]) return zone[domain].map((text) => [text])
  throw Object.assign(new Error(domain), { code: 'ENOTFOUND' })
}

/** Another door of the same world, at which a machine of nobody’s hands over mail. */
export function openDoor({ db, program }: World) {
  return startMailIn(db, program, { port: 0, resolver: names })
}
