import type { Kysely } from 'kysely'
import { sql, type Tables } from '../../src/platform/db.ts'

export type Shows = 'public' | 'room' | 'person' | 'secret'
export type Column = {
  table: string
  name: string
  shows: Shows
  /** `words`: free text; `own`: random by itself; `code`: one of a few words of the program, in which nothing can hide. */
  kind: 'words' | 'own' | 'code'
  isArray: boolean
}

type Row = { table: string; name: string; shows: Shows; random: boolean; few: boolean; array: boolean }

/** Every text column of the database with what its comment says it may show. */
export async function listColumns(db: Kysely<Tables>): Promise<Column[]> {
  const { rows } = await sql<Row>`
    select relname as table, attname as name, col_description(attrelid, attnum) as shows, base.typcategory = 'A' as array,
      coalesce(pg_get_expr(adbin, adrelid) like '%new_key()%', false) as random,
      exists (select from pg_constraint where conrelid = attrelid and contype = 'c' and conkey = array[attnum]
        and pg_get_constraintdef(pg_constraint.oid) like '%ARRAY[%' and base.typcategory <> 'A') as few
    from pg_attribute join pg_class on pg_class.oid = attrelid join pg_type base on base.oid = atttypid
      left join pg_type item on item.oid = base.typelem and base.typcategory = 'A'
      left join pg_attrdef on adrelid = attrelid and adnum = attnum
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and attnum > 0 and not attisdropped
      and coalesce(item.typcategory, base.typcategory) = 'S'
      and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')
    order by 1, 2`.execute(db)
  return rows.map((row) => ({ ...row, kind: kindOf(row), isArray: row.array }))
}

function kindOf({ table, name, random, few }: Row): Column['kind'] {
  const column = `${table}.${name}`
  if (random || OWN.includes(column)) return 'own'
  return few || name === 'language' || CODES.includes(column) ? 'code' : 'words'
}

const OWN = [
  ...[
    'address.address',
    'automatic_answer.address',
    'archive_address.address',
    'archive_mail.mark',
    'archive_mail.root',
    'sign_in.address',
    'address_proof.address',
    'mailbox.to_address',
    'rate_count.key',
  ],
  ...[
    'search_word.word',
    'session.token_hash',
    'passkey.credential_id',
    'passkey_challenge.hash',
    'provider_try.state_hash',
    'provider_try.browser_hash',
    'recovery_code.hash',
    'recovery_code.salt',
    'time_code.sealed',
    'post.undo_hash',
    'file.sha256',
    'attachment.sha256',
    'file_text.sha256',
    'item_file.sha256',
    'done_once.key',
  ],
  ...['inbound_mail.recipient', 'inbound_mail.message_id', 'inbound_mail.body_hash', 'inbound_mail.file'],
  ...['inbound_mail.envelope_from', 'inbound_mail.from_address', 'outbox.message_id', 'message_ref.message_id'],
]

const CODES = [
  ...[
    'activity.verb',
    'activity.subject_kind',
    'clock.kind',
    'outbox.about_kind',
    'outbox.letter',
    'search_entry.kind',
  ],
  ...['letter_stop.letter'],
  ...['file.type', 'attachment.type', 'item_file.type', 'person.time_zone', 'draft.place', 'bookmark.kind'],
]
