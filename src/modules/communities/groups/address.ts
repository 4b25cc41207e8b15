import type { Db } from '../../../platform/db.ts'
import { isReservedMailName } from '../../../platform/mail/names.ts'

/** Words that stand where a community's name stands in addresses of pages. */
const RESERVED = ['new', 'similar', 'elsewhere', 'members', 'network']
const LONGEST = 40

/** Letters, digits and hyphens out of a name; empty where it has no Latin letters. */
export function addressOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '')
}

export function isAllowedAddress(address: string): boolean {
  return /^[a-z][a-z0-9-]{1,39}$/.test(address) && !isReservedMailName(address) && !RESERVED.includes(address)
}

/** Free as a page's address and as a mail name, for ever: what a community once had is never given to another. */
export async function isFree(db: Db, address: string): Promise<boolean> {
  const [slug, name] = [
    await db.selectFrom('slug').select('slug').where('slug', '=', address).executeTakeFirst(),
    await db.selectFrom('mail_name').select('local_part').where('local_part', '=', address).executeTakeFirst(),
  ]
  return !slug && !name
}

const TRIES = 20

/** The address of the name, or the first free one with a number; null where the name gives none. */
export async function freeAddress(db: Db, name: string): Promise<string | null> {
  const address = addressOf(name)
  for (let nth = 1; nth <= TRIES; nth++) {
    const tried = nth === 1 ? address : `${address.slice(0, LONGEST - 3)}-${nth}`
    if (isAllowedAddress(tried) && (await isFree(db, tried))) return tried
  }
  return null
}
