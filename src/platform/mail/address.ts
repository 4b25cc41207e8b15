import { domainToASCII, domainToUnicode } from 'node:url'

const LONGEST_ADDRESS = 254
const LONGEST_LOCAL = 64
const LONGEST_LABEL = 63

const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/
const LETTER = /[a-z]/

/**
 * Reads an address where trust hangs on it: `local@domain` and nothing else, lower-cased, an IDN domain as punycode.
 * Whatever two mail programs might read differently (quotes, comments, routes, a second @) is null.
 */
export function parseAddress(text: string): string | null {
  const parts = text.split('@')
  if (parts.length !== 2 || text.length > LONGEST_ADDRESS) return null

  const local = parseLocal(parts[0] ?? '')
  const domain = parseDomain(parts[1] ?? '')
  if (local === null || domain === null) return null
  return local.length + 1 + domain.length > LONGEST_ADDRESS ? null : `${local}@${domain}`
}

/** Two addresses are the same only if both are addresses. */
export function sameAddress(one: string, other: string): boolean {
  const parsed = parseAddress(one)
  return parsed !== null && parsed === parseAddress(other)
}

function parseLocal(text: string): string | null {
  const local = lowerAscii(text)
  return local.length <= LONGEST_LOCAL && LOCAL.test(local) ? local : null
}

function parseDomain(text: string): string | null {
  const domain = isAscii(text) ? lowerAscii(text) : punycode(text)
  const labels = domain.split('.')
  if (labels.length < 2 || !labels.every(isLabel)) return null
  return LETTER.test(labels.at(-1) ?? '') && isRealPunycode(domain) ? domain : null
}

function isLabel(label: string): boolean {
  return label.length <= LONGEST_LABEL && LABEL.test(label)
}

/** Letters that only look like others (full-width, ligatures, other cases) would be mapped silently: such a domain is refused. */
function punycode(text: string): string {
  if (text !== text.normalize('NFKC')) return ''

  const domain = domainToASCII(text)
  return domainToUnicode(domain) === text.toLowerCase() ? domain : ''
}

function isRealPunycode(domain: string): boolean {
  return !domain.includes('xn--') || domainToASCII(domainToUnicode(domain)) === domain
}

function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length
}

/** `toLowerCase` would turn the Kelvin sign into a k. */
function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}
