import type { Kysely } from 'kysely'
import { type Id, sql, type Tables } from '../../src/platform/db.ts'

/** What a row is (a line of matrix.md), in which community and room it stands, whose it is, and who is on its list. */
export type Claim = { thing: string; community: Id | null; room: Id | null; whose: Id[] | null; listed: Id[] | null }

/**
 * The words in which readers.ts says what a row is, made as functions of the database that is looked at. They know rooms,
 * authors and askers; who may see a thing is said by matrix.md alone.
 */
export async function createClaims(db: Kysely<Tables>) {
  for (const statement of FUNCTIONS.trim().split(/;\n/)) await sql.raw(statement).execute(db)
}

const FUNCTIONS = `
create schema leaks;
create type leaks.claim as (thing text, community bigint, room bigint, whose bigint[], listed bigint[]);
create function leaks.claim(thing text, community bigint, whose bigint[]) returns leaks.claim[] language sql as $$
  select array[row(thing, community, null, array_remove(whose, null), null)::leaks.claim] $$;
create function leaks.hers(variadic whose bigint[]) returns leaks.claim[] language sql stable as $$
  select leaks.claim('her own', null, whose) $$;
create function leaks.with_address(a text) returns bigint[] language sql stable as $$
  select array_agg(person_id) from address where address = lower(a) $$;
create function leaks.person(p bigint) returns leaks.claim[] language sql stable as $$
  select array_agg(c) from (
    select unnest(leaks.claim('a person of the community', community_id, array[p])) from membership where person_id = p and state = 'member'
    union all select unnest(leaks.claim('an invitation', community_id, array[by_id, person_id])) from invitation where p in (person_id, by_id)
    union all select unnest(leaks.hers(p))) k(c) $$;
create function leaks.at_the_door(p bigint) returns leaks.claim[] language sql stable as $$
  select array_agg(c) from (
    select unnest(leaks.claim('an application', community_id, array[p])) from application where person_id = p and proven_at is not null
    union all select unnest(leaks.claim('a move of a person', to_id, array[p])) from transfer where person_id = p) d(c) $$;
create function leaks.reached(r bigint, own reach, own_staff_only boolean) returns leaks.claim[] language sql stable as $$
  select array[row(case when room.staff_only or own_staff_only then case when least(own, room.reach) = 'people'
        then 'a room for some of the staff' else 'a room for staff' end
      else case least(own, room.reach) when 'public' then 'a public room' when 'network' then 'a room of the network'
        when 'community' then 'a room of the community' else 'a room for some people' end end,
    room.community_id, room.id, null, array(select person_id from room_person where room_id = r))::leaks.claim]
  from room where room.id = r $$;
create function leaks.of_room(r bigint) returns leaks.claim[] language sql stable as $$
  select leaks.reached(r, 'public', false) $$;
create function leaks.desk_and_writer(id bigint) returns leaks.claim[] language sql stable as $$
  select leaks.claim('a held post', thread.community_id, array[post.author_id])
  from post join thread on thread.id = post.thread_id where post.id = $1 $$;
create function leaks.of_post(id bigint) returns leaks.claim[] language sql stable as $$
  select case when post.state in ('distributed', 'withdrawn', 'expired') then leaks.reached(thread.room_id, post.reach, post.staff_only)
    when post.state = 'held' then leaks.desk_and_writer($1) else leaks.claim('what waits', null, array[post.author_id]) end
  from post join thread on thread.id = post.thread_id where post.id = $1 $$;
create function leaks.words_of_post(id bigint) returns leaks.claim[] language sql stable as $$
  select case when state = 'withdrawn' then leaks.claim('withdrawn words', null, null) else leaks.of_post($1) end from post where post.id = $1 $$;
create function leaks.of_item(id bigint) returns leaks.claim[] language sql stable as $$
  select case when withdrawn_at is not null then leaks.claim('withdrawn words', null, null)
    else leaks.reached(room_id, reach, staff_only) end from item where item.id = $1 $$;
create function leaks.of_use(used bigint, by bigint) returns leaks.claim[] language sql stable as $$
  select array[row('use of an item', community_id, room_id, array[by], null)::leaks.claim] from item where item.id = used $$;
create function leaks.uses_by(p bigint) returns leaks.claim[] language sql stable as $$
  select array_agg(c) from item_use, unnest(leaks.of_use(item_id, person_id)) c where person_id = p $$;
create function leaks.of_file(content text) returns leaks.claim[] language sql stable as $$
  select array_agg(c) from (
    select unnest(leaks.words_of_post(post_id)) as c from attachment where sha256 = content
    union all select unnest(leaks.of_item(item_id)) from item_file where sha256 = content) f $$;
create function leaks.of_collection(id bigint) returns leaks.claim[] language sql stable as $$
  select case when community_id is null then leaks.hers(person_id)
    else leaks.claim('a shared collection', community_id, array[person_id]) end from collection where collection.id = $1 $$;
create function leaks.words_signed_by(p bigint, widest attribution) returns leaks.claim[] language sql stable as $$
  select array_agg(distinct c) from post, unnest(leaks.of_post(post.id)) c where author_id = p and attribution <= widest $$;
create function leaks.around(id bigint) returns leaks.claim[] language sql stable as $$
  select leaks.claim('work on a query', community_id, array[asker_id]) from query where query.id = $1 $$;
create function leaks.of_query(id bigint) returns leaks.claim[] language sql stable as $$
  select case when state in ('gathering', 'closed', 'consolidating', 'in_review', 'published', 'archived')
    then leaks.of_room(room_id) end || leaks.around($1) from query where query.id = $1 $$;
create function leaks.of_import(i import) returns leaks.claim[] language sql stable as $$
  select case when i.finished_at is not null then leaks.of_room(i.room_id) || leaks.claim('an archive', i.community_id, null) end $$;
create function leaks.of_look(id bigint) returns leaks.claim[] language sql stable as $$
  select leaks.claim('a look under break-glass', community_id, array[reader_id, second_id, ended_by]) from break_glass where break_glass.id = $1 $$`
