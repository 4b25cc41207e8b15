import type { Kysely } from 'kysely'
import { sql, type Tables } from '../../src/platform/db.ts'

/** The words in which readers.ts says who may see a row, made as functions of the database that is looked at. */
export async function createRules(db: Kysely<Tables>) {
  for (const statement of FUNCTIONS.trim().split(/;\n/)) await sql.raw(statement).execute(db)
}

const FUNCTIONS = `
create schema leaks;
create function leaks.members(c bigint) returns bigint[] language sql stable as $$
  select coalesce(array_agg(m.person_id), '{}') from membership m join person p on p.id = m.person_id
  where m.community_id = c and m.state = 'member' and p.state = 'active' $$;
create function leaks.active() returns bigint[] language sql stable as $$
  select array_agg(id) from person where state = 'active' $$;
create function leaks.of_network() returns bigint[] language sql stable as $$
  select array_agg(distinct person_id) from membership where state = 'member' and person_id = any(leaks.active()) $$;
create function leaks.administrators() returns bigint[] language sql stable as $$
  select coalesce(array_agg(role.person_id), '{}') from role join membership m using (person_id, community_id)
  where role = 'administrator' and role.until is null and m.state = 'member' and role.person_id = any(leaks.active()) $$;
create function leaks.keepers(c bigint) returns bigint[] language sql stable as $$
  select coalesce(array_agg(person_id), '{}') || leaks.administrators() from role where community_id = c and until is null
    and role in ('coordinator', 'facilitator') and person_id = any(leaks.members(c)) $$;
create function leaks.desk(c bigint) returns bigint[] language sql stable as $$
  select coalesce(array_agg(person_id), '{}') from role where community_id = c and until is null
    and role in ('coordinator', 'facilitator', 'researcher') and person_id = any(leaks.members(c)) $$;
create function leaks.knowing(p bigint) returns bigint[] language sql stable as $$
  select array_agg(distinct id) from (
    select p as id union all select theirs.person_id from membership mine join membership theirs using (community_id)
      where mine.person_id = p and mine.state = 'member' and theirs.state = 'member'
    union all select person_id from invitation where by_id = p union all select by_id from invitation where person_id = p) k $$;
create function leaks.deciding_on(p bigint) returns bigint[] language sql stable as $$
  select array_agg(distinct id) from (
    select unnest(leaks.keepers(community_id)) as id from application where person_id = p and proven_at is not null
    union all select unnest(leaks.administrators()) from transfer where person_id = p) d $$;
create function leaks.with_address(a text) returns bigint[] language sql stable as $$
  select array_agg(person_id) from address where address = lower(a) $$;
create function leaks.reached(r bigint, own reach, own_staff_only boolean) returns bigint[] language sql stable as $$
  select array(select reader from unnest(case least(own, room.reach)
      when 'public' then array[0::bigint] || leaks.active()
      when 'network' then leaks.of_network()
      when 'community' then leaks.members(room.community_id)
      else array(select person_id from room_person where room_id = r and person_id = any(leaks.members(room.community_id))) end) reader
    where not (room.staff_only or own_staff_only) or exists (select from membership m where m.person_id = reader
      and m.community_id = room.community_id and m.state = 'member' and m.class = 'internal'))
  from room where room.id = r $$;
create function leaks.of_room(r bigint) returns bigint[] language sql stable as $$
  select leaks.reached(r, 'public', false) $$;
create function leaks.writer_and_desk(id bigint) returns bigint[] language sql stable as $$
  select post.author_id || leaks.desk(thread.community_id) from post join thread on thread.id = post.thread_id where post.id = $1 $$;
create function leaks.of_post(id bigint) returns bigint[] language sql stable as $$
  select case when post.state in ('distributed', 'withdrawn', 'expired') then leaks.reached(thread.room_id, post.reach, post.staff_only)
    when post.state = 'held' then leaks.writer_and_desk($1) else array[post.author_id] end
  from post join thread on thread.id = post.thread_id where post.id = $1 $$;
create function leaks.of_item(id bigint) returns bigint[] language sql stable as $$
  select leaks.reached(room_id, reach, staff_only) from item where item.id = $1 and withdrawn_at is null $$;
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
