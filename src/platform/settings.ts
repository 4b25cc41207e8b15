import type { Db } from './db.ts'

/** What the instance itself must remember, by name; never what a person reads. */
export async function findSetting(db: Db, name: string): Promise<string | undefined> {
  return (await db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst())?.value
}

export async function keepSetting(db: Db, name: string, value: string) {
  await db
    .insertInto('setting')
    .values({ name, value })
    .onConflict((oc) => oc.column('name').doUpdateSet({ value }))
    .execute()
}

/** Takes it away if it still has this value: of two who try, one is told yes. */
export async function takeSetting(db: Db, name: string, value: string): Promise<boolean> {
  const taken = await db.deleteFrom('setting').where('name', '=', name).where('value', '=', value).executeTakeFirst()
  return taken.numDeletedRows > 0
}
