import { type Db, type Id, sql } from '../../platform/db.ts'

/** What stood around the words of her archived mails: headers with her address, signatures, the names of files. */
export async function forgetMails(tx: Db, person_id: Id): Promise<string[]> {
  await sql`
    update archive_mail set header = '', whole = null, left_out = '[]' from post
    where post.id = post_id and author_id = ${person_id}`.execute(tx)
  return []
}
