import { type Db, type Id, sql } from '../../../platform/db.ts'
import type { StagedMail } from './staged.ts'

/** What an earlier run has read of the archive, position by position. */
export async function* listStaged(db: Db, import_id: Id): AsyncGenerator<{ position: number; raw_hash: string }> {
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('import_mail')
      .select(['position', 'raw_hash'])
      .where('import_id', '=', import_id)
      .where('position', '>', after)
      .orderBy('position')
      .limit(5000)
      .execute()
    if (rows.length === 0) return
    yield* rows
    after = rows.at(-1)?.position ?? after
  }
}

/** The file is another one from here on than it was: what was read of it is forgotten. */
export function forgetStaged(db: Db, import_id: Id, from: number) {
  return db.deleteFrom('import_mail').where('import_id', '=', import_id).where('position', '>=', from).execute()
}

/** Keeps what was read, in one statement however many. */
export async function saveStaged(db: Db, import_id: Id, mails: StagedMail[]) {
  if (mails.length === 0) return
  await sql`
    insert into import_mail (import_id, position, source, at_byte, raw_hash, trouble, mark, message_id, body_hash, parents, subject,
      bare_subject, is_reply, address, name, at, language, body, body_html, words, whole, header, files, left_out, unread_signs)
    select ${import_id}, position, source, at_byte, raw_hash, trouble, coalesce(mark, ''), message_id, coalesce(body_hash, ''),
      coalesce(parents, '{}'), coalesce(subject, ''), coalesce(bare_subject, ''), coalesce(is_reply, false), address,
      coalesce(name, ''), at, coalesce(language, 'en'), coalesce(body, ''), coalesce(body_html, ''), coalesce(words, ''), whole,
      coalesce(header, ''), coalesce(files, '[]'), coalesce(left_out, '[]'), coalesce(unread_signs, 0)
    from json_populate_recordset(null::import_mail, ${JSON.stringify(mails)}::json)`.execute(db)
}
