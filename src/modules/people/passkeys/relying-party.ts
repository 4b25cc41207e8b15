import { config } from '../../../platform/config.ts'

/** For whom passkeys are made, from the settings alone; a device gives them to no other address. */
export function relyingParty() {
  const { hostname, origin } = new URL(config().BASE_URL)
  return { id: hostname, origin }
}

/** Browsers keep passkeys for https and for the machine itself only. */
export function passkeysWork(): boolean {
  const { protocol, hostname } = new URL(config().BASE_URL)
  return hostname === 'localhost' || (protocol === 'https:' && !/^[\d.]+$|^\[/.test(hostname))
}

/** Loaded when somebody first uses a passkey: it brings a whole grammar of certificates, which no start need wait for. */
export const webauthn = () => import('@simplewebauthn/server')
