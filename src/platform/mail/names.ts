/** The address of letters that come from no community; it takes no mail. */
export const SYSTEM_NAME = 'copse'

/** Mail to these reaches whoever runs the instance: RFC 5321 and RFC 2142 ask for them. */
export const KEEPER_NAMES = ['postmaster', 'abuse']

const RESERVED = [
  SYSTEM_NAME,
  ...KEEPER_NAMES,
  'mailer-daemon',
  'hostmaster',
  'webmaster',
  'root',
  'noreply',
  'no-reply',
]

/** A name that no community may take: reply addresses, return paths and those of the machine itself. */
export function isReservedMailName(local_part: string): boolean {
  const name = local_part.toLowerCase()
  return /^[rb]-/.test(name) || RESERVED.includes(name)
}
