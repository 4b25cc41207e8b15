import { parseAddress } from '../address.ts'

const NAME_QUOTED = /^"(?:[^"\\]|\\.){0,500}"\s*<([^<>]{3,320})>$/
const NAME_PLAIN = /^[^<>"@,;:()\\]{0,500}<([^<>]{3,320})>$/
const NAME_IS_ADDRESS = /^([^<>"\s,;:()\\]{3,320})\s*<([^<>]{3,320})>$/
const COMMENT_BEHIND = /^([^<>"\s,;:()\\]{3,320})\s*\([^()@\\]{0,500}\)$/

/**
 * The one address of the From header, or null: none, two headers, two addresses, or a form that two programs might read
 * differently. Encoded words stand only in the display name, where they are not looked into.
 */
export function readFrom(header: string | undefined): string | null {
  const value = header?.trim()
  if (!value || value.includes('\n')) return null

  const named = NAME_IS_ADDRESS.exec(value)
  if (named?.[1] && named[2]) return samePair(named[1], named[2])
  const inside = (NAME_QUOTED.exec(value) ?? NAME_PLAIN.exec(value) ?? COMMENT_BEHIND.exec(value))?.[1]
  return parseAddress(inside?.trim() ?? value)
}

function samePair(name: string, address: string): string | null {
  const parsed = parseAddress(address)
  const isName = !name.includes('@')
  return isName || parseAddress(name) === parsed ? parsed : null
}
