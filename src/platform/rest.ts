import type { Db } from './db.ts'
import { findSetting } from './settings.ts'

export const MAIL_RESTS = 'mail.rests'

/** A restored instance sends nothing until it is told that it is the one that goes on. */
export async function mailRests(db: Db): Promise<boolean> {
  return (await findSetting(db, MAIL_RESTS)) !== undefined
}

/** Lets it send; says whether it had rested. */
export async function wakeMail(db: Db): Promise<boolean> {
  const woken = await db.deleteFrom('setting').where('name', '=', MAIL_RESTS).executeTakeFirst()
  return woken.numDeletedRows > 0
}
