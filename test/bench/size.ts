import type { Kysely } from 'kysely'
import { type Id, sql, type Tables } from '../../src/platform/db.ts'
import { makeTongues } from './size/words.ts'

export type Size = { members: number; posts: number; seed?: number }
/** A member of three of the communities, and one of a single one; all posts stand between `from` and now. */
export type Planted = { communities: { id: Id; slug: string; room_id: Id }[]; ofThree: Id; ofOne: Id }

const COMMUNITIES = 25
const POSTS_A_THREAD = 8
const FILLED = [
  'person',
  'address',
  'membership',
  'thread',
  'post',
  'message_ref',
  'activity',
  'search_entry',
  'search_word',
]

/**
 * A network of 25 communities in an empty, migrated database: people, memberships, and posts over three years in threads of
 * some eight, in four languages, every row complete. The same seed plants the same network.
 */
export async function plantSize(db: Kysely<Tables>, { members, posts, seed = 1 }: Size): Promise<Planted> {
  await db.connection().execute(async (one) => {
    await run(
      one,
      `set statement_timeout = 0; set session_replication_role = replica; set maintenance_work_mem = '512MB'; set jit = off`,
    )
    await makeHelpers(one, seed)
    await plantCommunities(one)
    await withoutIndexes(one, async () => {
      await plantPeople(one, members)
      await plantThreads(one, posts)
      await plantPosts(one, posts)
      await plantEntries(one)
    })
    await followSequences(one)
    await run(one, 'drop schema size cascade; set session_replication_role = origin; set statement_timeout = default')
  })
  await sql`analyze`.execute(db)
  return listPlanted(db)
}

async function run(db: Kysely<Tables>, statements: string) {
  for (const statement of statements.split(/;(?=\s|$)/)) if (statement.trim()) await sql.raw(statement).execute(db)
}

/** Chance from a number and a purpose, an index that falls off as the words of a language do, a key, a name. */
async function makeHelpers(db: Kysely<Tables>, seed: number) {
  await run(db, HELPERS.replaceAll('SEED', String(Math.trunc(seed))))
  for (const { language, share, sentences } of makeTongues(seed)) {
    await sql`insert into size.sentence select ${language}, (nth - 1)::int, text, to_tsvector(search_configuration(${language}), search_plain(text))
      from unnest(${sentences}::text[]) with ordinality each (text, nth)`.execute(db)
    await sql`insert into size.tongue select ${language}, coalesce(max(upto), 0), coalesce(max(upto), 0) + ${share}, ${sentences.length} from size.tongue`.execute(
      db,
    )
  }
  await run(db, 'create unique index on size.sentence (language, nth); analyze size.sentence')
}

const HELPERS = `
  create schema size;
  create table size.sentence (language text, nth int, text text, words tsvector);
  create table size.tongue (language text, above int, upto int, pool int);
  create function size.chance(n bigint, what int) returns float language sql immutable as
    $$ select (hashint8extended(n * 64 + what, SEED) & 9007199254740991) / 9007199254740992.0 $$;
  create function size.rank(n bigint, what int, many int) returns int language sql immutable as
    $$ select least(many, floor(power(many, size.chance(n, what)))::int) $$;
  create function size.key(n bigint, of text) returns text language sql immutable as
    $$ select substr(md5('SEED' || of || n), 1, 16) $$;
  create function size.word(n int) returns text language sql immutable as $$
    select string_agg(substr('kalemitonuraseviwobydu', 1 + 2 * (n / (11 ^ at)::int % 11), 2), '' order by at) from generate_series(0, 4) at
  $$;
  create function size.name(n bigint) returns text language sql immutable as
    $$ select initcap(size.word(size.rank(n, 1, 3000) * 7)) || ' ' || initcap(size.word(size.rank(n, 2, 9000) * 11)) $$;`

/** The network and its communities, each with its room; a few have one for staff, for named people, for all, for the public. */
async function plantCommunities(db: Kysely<Tables>) {
  await run(
    db,
    `
    insert into calendar (name, time_zone) values ('Size', 'Asia/Kolkata');
    insert into community (key, type, short_name, name, calendar_id)
      select size.key(0, 'community'), 'network', 'Network', '{"en":"Network"}', max(id) from calendar;
    insert into community (key, short_name, name, purpose, parent_id, calendar_id)
      select size.key(n, 'community'), 'C' || n, jsonb_build_object('en', 'Community of ' || size.word(n * 97)),
        jsonb_build_object('en', text), (select id from community where parent_id is null), (select max(id) from calendar)
      from generate_series(1, ${COMMUNITIES}) n join size.sentence on language = 'en' and nth = n;
    insert into slug (slug, community_id) select lower(short_name), id from community;
    insert into mail_name (local_part, community_id) select lower(short_name), id from community;
    insert into room (community_id, is_default) select id, true from community order by id;
    insert into room (community_id, reach, staff_only)
      select id, (array['community', 'people', 'network', 'public', 'community'])[1 + n % 5]::reach, n % 5 = 0
      from (select id, row_number() over (order by id) as n from community where parent_id is not null) each where n <= 10;
    create table size.community as select row_number() over (order by community.id) as nth, community.id, own.id as room_id, other.id as other_id
      from community join room own on own.community_id = community.id and own.is_default
      left join room other on other.community_id = community.id and not other.is_default where parent_id is not null;`,
  )
}

/** Everybody is in one to three communities; of the first, one is in exactly three and one in a single one. */
async function plantPeople(db: Kysely<Tables>, members: number) {
  await run(
    db,
    `
    insert into person (key, name, state, language, organisation, created_at)
      select size.key(n, 'person'), size.name(n), 'active', case when n % 4 = 0 then 'hi' else 'en' end,
        'Office of ' || initcap(size.word(size.rank(n, 3, 400) * 13)), app_now() - interval '3 years'
      from generate_series(1, ${members}) n;
    create table size.person as select row_number() over (order by id) as nth, id from person;
    create unique index on size.person (nth);
    insert into address (person_id, address, verified_at)
      select id, 'member-' || nth || '@size.example', app_now() - interval '3 years' from size.person;
    insert into membership (person_id, community_id, state, since, delivery)
      select distinct on (person.id, community.id) person.id, community.id, 'member', app_now() - interval '3 years', 'digest'
      from size.person, generate_series(1, 3) each join size.community on true
      where case person.nth when 1 then community.nth in (2, 7, 15) when 2 then community.nth = 4
        else each <= 1 + person.nth % 3 and community.nth = size.rank(person.nth, 3 + each, ${COMMUNITIES}) end;
    insert into role (person_id, community_id, role)
      select distinct on (community_id) person_id, community_id, 'coordinator' from membership order by community_id, person_id;
    insert into room_person (room_id, person_id) select room.id, person_id from room join membership using (community_id)
      where reach = 'people' and person_id % 10 < 2;
    create table size.member as select community_id, person_id, row_number() over (partition by community_id order by person_id) as nth from membership;
    create unique index on size.member (community_id, nth);`,
  )
}

/** A thread begins where its posts do in time; one in thirty stands in the other room of its community. */
async function plantThreads(db: Kysely<Tables>, posts: number) {
  const threads = Math.max(1, Math.ceil(posts / POSTS_A_THREAD))
  await run(
    db,
    `
    create table size.thread as
      select n, community.id as community_id, case when n % 30 = 0 then coalesce(other_id, room_id) else room_id end as room_id,
        tongue.language, array_to_string((string_to_array(rtrim(text, '.'), ' '))[1:7], ' ') || ' ' || size.word(size.rank(n, 8, 100000)) as title
      from generate_series(0, ${threads - 1}) n
      join size.community on community.nth = size.rank(n, 6, ${COMMUNITIES})
      join size.tongue on size.chance(n, 7) * 100 >= above and size.chance(n, 7) * 100 < upto
      join size.sentence on sentence.language = tongue.language and sentence.nth = floor(size.chance(n, 9) * pool);
    create unique index on size.thread (n);
    insert into thread (id, key, community_id, room_id, kind, title, language) overriding system value
      select n + 1, size.key(n, 'thread'), community_id, room_id, 'talk', title, language from size.thread;`,
  )
}

/** Posts in the order of time, in threads that lie near; their words are four sentences of the pool and three rarer words. */
async function plantPosts(db: Kysely<Tables>, posts: number) {
  const last = Math.max(1, Math.ceil(posts / POSTS_A_THREAD)) - 1
  await run(
    db,
    `
    create table size.post as
      select post.n as id, row_number() over (partition by thread.n order by post.n)::int as number, thread.n as thread_n,
        app_now() - interval '3 years' * ((${posts} - post.n)::float / ${posts}) as at, member.person_id as author_id,
        s1.text || ' ' || s2.text || E'\\n\\n' || s3.text || ' ' || s4.text || ' ' || rare as body,
        s1.words || s2.words || s3.words || s4.words || to_tsvector('simple', rare) as words, rare
      from (select n, least(${last}, greatest(0, (n - floor(size.chance(n, 10) * 200)::bigint) / ${POSTS_A_THREAD})) as thread_n,
          concat_ws(' ', size.word(size.rank(n, 11, 150000)), size.word(size.rank(n, 12, 150000)), size.word(size.rank(n, 13, 150000))) as rare
        from generate_series(1, ${posts}) n) post
      join size.thread on thread.n = post.thread_n
      join size.tongue using (language)
      join size.sentence s1 on s1.language = thread.language and s1.nth = floor(size.chance(post.n, 14) * pool)
      join size.sentence s2 on s2.language = thread.language and s2.nth = floor(size.chance(post.n, 15) * pool)
      join size.sentence s3 on s3.language = thread.language and s3.nth = floor(size.chance(post.n, 16) * pool)
      join size.sentence s4 on s4.language = thread.language and s4.nth = floor(size.chance(post.n, 17) * pool)
      join (select community_id, max(nth) as members from size.member group by 1) many on many.community_id = thread.community_id
      join size.member on member.community_id = thread.community_id and member.nth = size.rank(post.n, 18, members::int);
    insert into post (id, key, thread_id, number, author_id, attribution, reach, staff_only, language, body, body_html, via, state, distribute_at, at)
      overriding system value
      select post.id, size.key(post.id, 'post'), thread_n + 1, number, author_id, 'named', room.reach, room.staff_only, thread.language, body,
        '<p>' || replace(body, E'\\n\\n', '</p><p>') || '</p>', case when post.id % 3 = 0 then 'page' else 'mail' end, 'distributed', at, at
      from size.post join size.thread on thread.n = thread_n join room on room.id = room_id order by post.id;
    insert into message_ref (message_id, post_id) select size.key(id, 'mail') || '@size.example', id from size.post order by id;
    insert into activity (at, actor_id, via, verb, subject_kind, subject_id, community_id, room_id)
      select at, case verb when 'post.added' then author_id end, case verb when 'post.added' then 'mail' else 'job' end, verb, 'post', id,
        community_id, room_id
      from size.post join size.thread on thread.n = thread_n, unnest(array['post.added', 'post.distributed']) verb order by id;
    update thread set last_number = many, shown_up_to = many, active_at = at, created_at = first
      from (select thread_n, max(number) as many, max(at) as at, min(at) as first from size.post group by 1) posted where thread.id = thread_n + 1;`,
  )
}

async function plantEntries(db: Kysely<Tables>) {
  await run(
    db,
    `
    insert into search_language select language from size.tongue on conflict do nothing;
    create table size.title as select n, setweight(to_tsvector(search_configuration(language), search_plain(title)), 'A')
      || setweight(to_tsvector('simple', search_plain(title)), 'B') as words from size.thread;
    insert into search_entry (kind, subject_id, room_id, author_id, at, language, title, snippet, opens, words)
      select 'post', id, room_id, author_id, at, language, thread.title, left(body, 280), number = 1, title.words || post.words
      from size.post join size.thread on thread.n = thread_n join size.title on title.n = thread_n order by id;
    insert into search_word (word) select distinct word from (
      select unnest(tsvector_to_array(to_tsvector('simple', search_plain(text)))) from size.sentence
      union select unnest(string_to_array(rare, ' ')) from size.post
      union select unnest(string_to_array(title, ' ')) from size.thread) each (word) where length(word) between 4 and 30 order by word;`,
  )
}

/** The rows first and the indexes after them, as they were. */
async function withoutIndexes(db: Kysely<Tables>, fill: () => Promise<void>) {
  const { rows } = await sql<{ name: string; made: string }>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as made from pg_index
    where indrelid = any(${FILLED}::regclass[]) and not indisprimary and not exists (select from pg_constraint where conindid = indexrelid)`.execute(
    db,
  )
  for (const { name } of rows) await run(db, `drop index ${name}`)
  await fill()
  for (const { made } of rows) await run(db, made)
}

async function followSequences(db: Kysely<Tables>) {
  for (const table of ['thread', 'post'])
    await run(db, `select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`)
}

async function listPlanted(db: Kysely<Tables>): Promise<Planted> {
  const { rows: communities } = await sql<Planted['communities'][number]>`
    select community.id, slug, room.id as room_id from community join slug on slug.community_id = community.id
      join room on room.community_id = community.id and is_default where parent_id is not null order by community.id`.execute(
    db,
  )
  const { rows } = await sql<{ id: Id }>`select id from person order by id limit 2`.execute(db)
  return { communities, ofThree: rows[0]?.id ?? 0, ofOne: rows[1]?.id ?? 0 }
}
