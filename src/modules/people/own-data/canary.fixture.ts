import { type Db, type Id, sql } from '../../../platform/db.ts'

/** For tests: a word that stands wherever something is hers alone. */
export const CANARY = 'kingfisher'

/** One row of hers in each table that may hold one, with the word in it. */
export async function plantCanaries(db: Db, person_id: Id, raw: string) {
  for (const statement of statements(person_id, raw)) await sql.raw(statement).execute(db)
}

function statements(me: Id, raw: string): string[] {
  const [other, north] = ['(select min(id) from person)', `(select id from community where short_name = 'North')`]
  const room = `(select id from room where community_id = ${north})`
  const post = (number: number, state: string) => `insert into post (thread_id, number, author_id, attribution, reach,
    staff_only, body, body_html, via, state, distribute_at) select id, ${number}, ${me}, 'named', 'community', false,
    '${CANARY}', '${CANARY}', 'page', '${state}', app_now() from thread where title = 'Tanks'`
  return [
    `update membership set greeting = '${CANARY}' where person_id = ${me}`,
    `update role set handover = '${CANARY}' where person_id = ${me}`,
    `update session set user_agent = '${CANARY}', ip = '${CANARY}' where person_id = ${me}`,
    `update person set name = '${CANARY}', about = '${CANARY}', designation = '${CANARY}', on_my_desk = '${CANARY}' where id = ${me}`,
    `insert into address (person_id, address, is_primary, verified_at) values (${me}, '${CANARY}@example.org', false, app_now())`,
    `insert into archive_address (person_id, address) values (${me}, 'old-${CANARY}@example.org')`,
    `insert into address_proof (person_id, address) values (${me}, '${CANARY}@example.net')`,
    `insert into sign_in (person_id, address) values (${me}, '${CANARY}@example.org')`,
    `insert into passkey (person_id, credential_id, public_key, name) values (${me}, '${CANARY}', '', '${CANARY}')`,
    `insert into identity (person_id, issuer, subject) values (${me}, '${CANARY}', '1')`,
    `insert into fresh_proof (session_id, person_id, path, fields, back) select max(id), ${me}, '/${CANARY}', '{"address":"${CANARY}@example.org"}', '/${CANARY}' from session where person_id = ${me}`,
    `insert into posting (person_id, organisation, since, until, source) values (${me}, '${CANARY}', '2020-01-01', '2021-01-01', 'self')`,
    `insert into connection (asker_id, asked_id, line) values (${me}, ${other}, '${CANARY}')`,
    `insert into invitation (community_id, person_id, by_id, why) values (${north}, ${me}, ${other}, '${CANARY}')`,
    `insert into application (community_id, person_id, answers, note) values (${north}, ${me}, '["${CANARY}"]', '${CANARY}')`,
    `insert into transfer (person_id, organisation, is_new_posting, posting_id) select ${me}, '${CANARY}', true, max(id) from posting where person_id = ${me}`,
    `insert into batch (kind, community_id, why, file_name, by_id) values ('invitations', ${north}, '${CANARY}', '${CANARY}', ${me})`,
    `insert into batch_line (batch_id, line, name, address, person_id, state, transfer_id) select max(batch.id), 1, '${CANARY}', '${CANARY}', ${me}, 'worked', max(transfer.id) from batch, transfer`,
    `insert into draft (person_id, community_id, place, title, body) values (${me}, ${north}, '/', '${CANARY}', '${CANARY}')`,
    `insert into bookmark (person_id, kind, subject_id, note) values (${me}, 'post', 1, '${CANARY}')`,
    `insert into collection (person_id, title, note) values (${me}, '${CANARY}', '${CANARY}')`,
    `insert into collection_entry (collection_id, position, kind, link, title) select id, 1, 'link', 'https://${CANARY}.example', '${CANARY}' from collection`,
    `insert into letter_stop (person_id, letter) values (${me}, '${CANARY}')`,
    `insert into outbox (person_id, about_kind, about_id, letter, message_id, state) values (${me}, 'person', 1, '${CANARY}', '${CANARY}', 'sent')`,
    `insert into mailbox (to_address, subject, text, raw) values ('${CANARY}@example.org', '${CANARY}', '${CANARY}', '')`,
    `insert into automatic_answer (address, day) values ('${CANARY}@example.org', '2026-01-01')`,
    `insert into rate_count (key, starts_at) values ('sign-in:${CANARY}@example.org', app_now())`,
    `insert into inbound_mail (recipient, message_id, body_hash, from_address, subject, file, state) values ('north@copse.test', '${CANARY}', '1', '${CANARY}@example.org', '${CANARY}', '${raw}', 'worked')`,
    post(90, 'held'),
    post(91, 'withdrawn'),
    post(92, 'waiting'),
    `insert into attachment (post_id, sha256, name, type, size, position) select max(id), (select max(sha256) from file), '${CANARY}', 'text/plain', 1, 1 from post where author_id = ${me} and state = 'held'`,
    `insert into post_version (post_id, version, body, at) select id, 1, '${CANARY}', app_now() from post where author_id = ${me} and state = 'distributed' limit 1`,
    `insert into query (community_id, room_id, asker_id, state, via, asked_text, title, context) values (${north}, ${room}, ${me}, 'submitted', 'mail', '${CANARY}', '${CANARY}', '${CANARY}')`,
    `insert into query_shape (query_id, version, fields, note, by_id, answer_text) select max(id), 1, '{"title":"${CANARY}"}', '${CANARY}', ${other}, '${CANARY}' from query`,
    `insert into nudge (query_id, person_id, state, evidence, by_id) select max(id), ${me}, 'sent', '{"line":"${CANARY}"}', ${other} from query`,
    `insert into item (community_id, room_id, kind, reach, staff_only, title, summary, document) select ${north}, ${room}, 'consolidated_reply', 'community', false, 'Reply', 'Summary', jsonb_build_object('compiled_by', jsonb_build_array(jsonb_build_object('name', '${CANARY}', 'line', '${CANARY}', 'key', key))) from person where id = ${me}`,
    `insert into item_credit (item_id, person_id, part) select max(id), ${me}, 'compiled' from item`,
    `insert into import (community_id, room_id, name, reach, staff_only, finished_at) values (${north}, ${room}, 'Archive', 'community', false, app_now())`,
    `insert into archive_mail (post_id, import_id, community_id, mark, bare_subject, source, position, header, whole) select min(post.id), max(import.id), ${north}, 'm1', 'Pumps', 'a.mbox', 1, 'From: ${CANARY}', '${CANARY}' from post, import where author_id = ${me} and post.state = 'distributed'`,
  ]
}

/** Every column, whatever its comment says, that still holds the word; bytes are read as text. */
export async function findCanaries(db: Db): Promise<string[]> {
  const { rows } = await sql<{ table: string; column: string }>`
    select relname as table, attname as column from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
      and atttypid in ('text'::regtype, 'text[]'::regtype, 'jsonb'::regtype, 'tsvector'::regtype)
    order by 1, 2`.execute(db)
  const found: string[] = []
  for (const { table, column } of rows) {
    const { rows: hits } = await sql`
      select from ${sql.table(table)} where ${sql.ref(column)}::text ilike ${`%${CANARY}%`} limit 1`.execute(db)
    if (hits.length > 0) found.push(`${table}.${column}`)
  }
  return found
}
