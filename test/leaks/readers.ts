import type { Kysely } from 'kysely'
import { sql, type Tables } from '../../src/platform/db.ts'

/**
 * Who may see a row, said once more and on purpose in other words than the product's own rule: as arrays of person ids.
 * `readers` for columns that show to the room, `owners` for those that show to the person. A table with text and without
 * a rule here fails the run.
 */
export const rules: Record<string, { readers?: string; owners?: string }> = {
  activity: { owners: 'array[t.actor_id]' },
  address: { owners: 'array[t.person_id]' },
  address_proof: { owners: 'array[t.person_id]' },
  archive_address: {},
  archive_mail: { readers: 'leaks.of_post(t.post_id)' },
  attachment: { readers: 'leaks.of_post(t.post_id)' },
  automatic_answer: { owners: 'leaks.with_address(t.address)' },
  batch: { owners: 'array[t.by_id] || leaks.desk(t.community_id)' },
  batch_line: {
    owners: '(select array[b.by_id, t.person_id] || leaks.desk(b.community_id) from batch b where b.id = t.batch_id)',
  },
  clock: {},
  connection: { owners: 'array[t.asker_id, t.asked_id]' },
  compile_draft: { owners: 'leaks.around(t.query_id)' },
  done_once: {},
  collection: { owners: 'leaks.of_collection(t.id)' },
  collection_entry: { owners: 'leaks.of_collection(t.collection_id)' },
  file: { readers: 'leaks.of_file(t.sha256)' },
  file_text: { readers: 'leaks.of_file(t.sha256)' },
  // Its name and figures stand on the administrators' list too.
  import: {
    readers: `leaks.of_room(t.room_id) || (select array_agg(person_id) from role where role = 'administrator' and until is null)`,
  },
  import_mail: {},
  // Beside these, whoever was given the reply address that it came to: she is asked whether it is hers.
  inbound_mail: {
    owners: `leaks.with_address(t.from_address) || case when t.state = 'held' then leaks.desk(t.community_id) end`,
  },
  invitation: { owners: 'array[t.person_id, t.by_id]' },
  item: { readers: 'case when t.withdrawn_at is null then leaks.members(t.community_id) end' },
  item_file: { readers: 'leaks.of_item(t.item_id)' },
  item_credit: {},
  item_use: {
    readers: '(select leaks.members(item.community_id) from item where item.id = t.item_id)',
    owners: 'array[t.person_id]',
  },
  item_version: { readers: 'leaks.of_item(t.item_id)' },
  mailbox: { owners: 'leaks.with_address(t.to_address)' },
  membership: {},
  message_ref: { readers: 'leaks.of_post(t.post_id)' },
  nudge: {},
  outbox: { owners: 'array[t.person_id]' },
  person: { readers: 'leaks.knowing(t.id)', owners: 'array[t.id]' },
  piece: { owners: 'leaks.around(t.query_id)' },
  planted: {},
  posting: { readers: 'leaks.knowing(t.person_id)', owners: 'array[t.person_id]' },
  post: { readers: 'leaks.of_post(t.id)', owners: 'leaks.writer_and_desk(t.id)' },
  query: { readers: 'leaks.of_query(t.id)', owners: 'leaks.around(t.id)' },
  query_shape: { owners: 'leaks.around(t.query_id)' },
  rate_count: {},
  response: { readers: 'leaks.of_post(t.post_id)' },
  role: {},
  search_entry: {
    readers: `case t.kind when 'post' then leaks.of_post(t.subject_id) when 'query' then leaks.of_query(t.subject_id)
      when 'item' then leaks.of_item(t.subject_id)
      when 'item_file' then (select leaks.of_item(item_id) from item_file where id = t.subject_id) end`,
  },
  search_language: {},
  search_word: {},
  session: { owners: 'array[t.person_id]' },
  setting: {},
  sign_in: { owners: 'array[t.person_id]' },
  thread: { readers: 'leaks.of_room(t.room_id)' },
  transfer: { owners: 'array[t.person_id, t.by_id]' },
}

/** Where one column of a table is narrower or wider than the others. */
export const exceptions: Record<string, string> = {
  // What was withdrawn keeps its number and its place; its words are gone for everybody.
  'post.body': `case when t.state <> 'withdrawn' then leaks.of_post(t.id) end`,
  'post.body_html': `case when t.state <> 'withdrawn' then leaks.of_post(t.id) end`,
  'attachment.name': `(select case when state <> 'withdrawn' then leaks.of_post(id) end from post where id = t.post_id)`,
  // Who wrote under her name, or that of her organisation, stands there also when she has left.
  'person.name': `leaks.knowing(t.id) || leaks.reading_words_of(t.id, 'named')`,
  'person.organisation': `leaks.knowing(t.id) || leaks.reading_words_of(t.id, 'organisation')`,
  'posting.designation': `case when (select show_designation from person where id = t.person_id)
    then leaks.knowing(t.person_id) else array[t.person_id] end`,
  'person.designation': 'case when t.show_designation then leaks.knowing(t.id) end',
}

/** Secrets that one person holds: her own link of signing in. */
export const held: Record<string, string> = { 'sign_in.key': 'owners', 'address_proof.key': 'owners' }

/** Those who work for a community are named on its public page. */
export const onPublicPage = ['person.name', 'person.organisation', 'person.key']

/** Documents, whose words stand for whoever may see the row. */
export const documents: Record<string, 'room' | 'person'> = {
  'item.document': 'room',
  'item_version.document': 'room',
  'query_shape.fields': 'person',
  'piece.fields': 'person',
  'batch_line.fields': 'person',
  'nudge.evidence': 'person',
  'inbound_mail.verdict': 'person',
  'activity.data': 'person',
  'done_once.result': 'person',
}

export async function createRules(db: Kysely<Tables>) {
  for (const statement of FUNCTIONS.trim().split(/;\n/)) await sql.raw(statement).execute(db)
}

const FUNCTIONS = `
create schema leaks;
create function leaks.members(c bigint) returns bigint[] language sql stable as $$
  select coalesce(array_agg(m.person_id), '{}') from membership m join person p on p.id = m.person_id
  where m.community_id = c and m.state = 'member' and p.state = 'active' $$;
create function leaks.desk(c bigint) returns bigint[] language sql stable as $$
  select coalesce(array_agg(person_id), '{}') from role where community_id = c and until is null
    and role in ('coordinator', 'facilitator', 'researcher') and person_id = any(leaks.members(c)) $$;
create function leaks.knowing(p bigint) returns bigint[] language sql stable as $$
  select array_agg(distinct id) from (
    select p as id union all select theirs.person_id from membership mine join membership theirs using (community_id)
      where mine.person_id = p and mine.state = 'member' and theirs.state = 'member'
    union all select person_id from invitation where by_id = p union all select by_id from invitation where person_id = p) k $$;
create function leaks.with_address(a text) returns bigint[] language sql stable as $$
  select array_agg(person_id) from address where address = lower(a) $$;
create function leaks.of_room(r bigint) returns bigint[] language sql stable as $$
  select coalesce(array_agg(m.person_id), '{}') from room join membership m using (community_id) join person p on p.id = m.person_id
  where room.id = r and m.state = 'member' and p.state = 'active' and (not room.staff_only or m.class = 'internal') $$;
create function leaks.writer_and_desk(id bigint) returns bigint[] language sql stable as $$
  select post.author_id || leaks.desk(thread.community_id) from post join thread on thread.id = post.thread_id where post.id = $1 $$;
create function leaks.of_post(id bigint) returns bigint[] language sql stable as $$
  select case when post.state in ('distributed', 'withdrawn', 'expired') then leaks.of_room(thread.room_id)
    when post.state = 'held' then leaks.writer_and_desk($1) else array[post.author_id] end
  from post join thread on thread.id = post.thread_id where post.id = $1 $$;
create function leaks.of_item(id bigint) returns bigint[] language sql stable as $$
  select leaks.members(community_id) from item where item.id = $1 and withdrawn_at is null $$;
create function leaks.of_file(content text) returns bigint[] language sql stable as $$
  select array_agg(reader) from (
    select unnest(leaks.of_post(post_id)) as reader from attachment where sha256 = content
    union all select unnest(leaks.of_item(item_id)) from item_file where sha256 = content) f $$;
create function leaks.of_collection(id bigint) returns bigint[] language sql stable as $$
  select case when community_id is null then '{}' else leaks.members(community_id) end || person_id from collection where collection.id = $1 $$;
create function leaks.reading_words_of(p bigint, widest attribution) returns bigint[] language sql stable as $$
  select array_agg(reader) from post, unnest(leaks.of_post(post.id)) reader where author_id = p and attribution <= widest $$;
create function leaks.around(id bigint) returns bigint[] language sql stable as $$
  select asker_id || leaks.desk(community_id) from query where query.id = $1 $$;
create function leaks.of_query(id bigint) returns bigint[] language sql stable as $$
  select case when state in ('gathering', 'closed', 'consolidating', 'in_review', 'published', 'archived')
    then leaks.of_room(room_id) end || leaks.around($1) from query where query.id = $1 $$`
