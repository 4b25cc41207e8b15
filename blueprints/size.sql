-- A large invented network, or the demonstration made large: rows as the actions of all modules would have written them,
-- since those would need a day for a million. Beneath it stand numbers and seeds that :names stand for.
-- Read by src/modules/blueprints/size.ts, part by part.

--- helpers: chance from a number and a purpose, an index that falls off as the words of a language do, a key, a name
create schema size;
create table size.base as select coalesce((select max(id) from thread), 0) as thread, coalesce((select max(id) from post), 0) as post;
create table size.sentence (place int generated always as identity (minvalue 0 start with 0), language text, nth int, text text, words tsvector);
create table size.tongue (language text, above int, upto int, pool int, first int);
create function size.chance(n bigint, what int) returns float language sql immutable as
  $$ select (hashint8extended(n * 64 + what, :seed) & 9007199254740991) / 9007199254740992.0 $$;
create function size.rank(n bigint, what int, many int) returns int language sql immutable as
  $$ select least(many, floor(power(many, size.chance(n, what)))::int) $$;
create function size.key(n bigint, of text) returns text language sql immutable as
  $$ select substr(md5(:seed || of || n), 1, 16) $$;
create function size.syllables() returns text language sql immutable as $$ select 'kalemitonuraseviwobydu' $$;
create function size.word(n int) returns text language sql immutable as
  $$ select substr(size.syllables(), 1 + 2 * (n % 11), 2) || substr(size.syllables(), 1 + 2 * (n / 11 % 11), 2)
    || substr(size.syllables(), 1 + 2 * (n / 121 % 11), 2) || substr(size.syllables(), 1 + 2 * (n / 1331 % 11), 2)
    || substr(size.syllables(), 1 + 2 * (n / 14641 % 11), 2) $$;
create function size.name(n bigint) returns text language sql immutable as
  $$ select initcap(size.word(size.rank(n, 1, 3000) * 7)) || ' ' || initcap(size.word(size.rank(n, 2, 9000) * 11)) $$;

--- communities: each with its room; a few have one for staff, for named people, for all, for the public
insert into calendar (name, time_zone) select 'Size', 'Asia/Kolkata' where not exists (select from community);
insert into community (key, type, short_name, name, calendar_id)
  select size.key(0, 'community'), 'network', 'Network', '{"en":"Network"}', max(id) from calendar where not exists (select from community) having count(*) > 0;
insert into room (community_id, is_default) select id, true from community where key = size.key(0, 'community');
insert into slug (slug, community_id) select 'network', id from community where key = size.key(0, 'community');
insert into mail_name (local_part, community_id) select 'network', id from community where key = size.key(0, 'community');
insert into community (key, short_name, name, purpose, parent_id, calendar_id, demonstration)
  select size.key(n, 'community'), 'C' || n, jsonb_build_object('en', 'Community of ' || size.word(n * 97)),
    jsonb_build_object('en', text), network.id, network.calendar_id, network.demonstration
  from generate_series(1, :communities) n join size.sentence on language = 'en' and nth = n,
    (select * from community where parent_id is null order by id limit 1) network;
create table size.community as select n as nth, community.id, null::bigint as room_id, null::bigint as other_id
  from generate_series(1, :communities) n join community on key = size.key(n, 'community');
insert into slug (slug, community_id) select 'c' || nth, id from size.community;
insert into mail_name (local_part, community_id) select 'c' || nth, id from size.community;
insert into room (community_id, is_default) select id, true from size.community order by nth;
insert into room (community_id, reach, staff_only)
  select id, (array['community', 'people', 'network', 'public', 'community'])[1 + nth % 5]::reach, nth % 5 = 0
  from size.community where nth <= 10 order by nth;
update size.community set room_id = (select room.id from room where room.community_id = community.id and is_default),
  other_id = (select room.id from room where room.community_id = community.id and not is_default);
insert into topic (key, name) select 'size' || n, jsonb_build_object('en', initcap(size.word(n * 131))) from generate_series(1, 30) n
  where not exists (select from topic);

--- people: everybody is in one to three communities, and nobody's is empty; the first is in exactly three, the second in a single one
insert into person (key, name, state, language, organisation, invented, created_at)
  select size.key(n, 'person'), size.name(n), 'active', case when n % 4 = 0 then 'hi' else 'en' end,
    'Office of ' || initcap(size.word(size.rank(n, 3, 400) * 13)), true, app_now() - interval '3 years'
  from generate_series(1, :members) n;
create table size.person as select n as nth, id from generate_series(1, :members) n join person on key = size.key(n, 'person');
create unique index on size.person (nth);
insert into address (person_id, address, verified_at)
  select id, 'member-' || nth || '@size.example', app_now() - interval '3 years' from size.person order by nth;
insert into declared_topic (person_id, topic_id)
  select distinct person.id, topic.id from size.person, generate_series(1, 2) each,
    (select id, row_number() over (order by id) as nth, count(*) over () as many from topic) topic
  where person.nth % 2 = 0 and topic.nth = size.rank(person.nth, 30 + each, topic.many::int);
insert into membership (person_id, community_id, state, since, delivery)
  select distinct on (person.id, community.id) person.id, community.id, 'member', app_now() - interval '3 years', 'digest'::delivery
  from size.person, generate_series(1, 3) each join size.community on true
  where case when person.nth = 1 then community.nth in (2, 7, 15) when person.nth = 2 then community.nth = 4
    when person.nth <= 2 + :communities then community.nth = person.nth - 2
    else each <= 1 + person.nth % 3 and community.nth = size.rank(person.nth, 3 + each, :communities) end;
create table size.member as select community_id, person_id, row_number() over (partition by community_id order by person_id) as nth
  from membership join size.community on community.id = community_id;
create unique index on size.member (community_id, nth);
analyze size.person;
analyze size.member;
insert into role (person_id, community_id, role) select person_id, community_id, 'coordinator' from size.member where nth = 1;
insert into room_person (room_id, person_id) select room.id, person_id from room join size.member using (community_id)
  where reach = 'people' and person_id % 10 < 2;

--- threads: one begins where its posts do in time; one in thirty stands in the other room of its community
create table size.thread as
  select n, community.id as community_id, case when n % 30 = 0 then coalesce(other_id, room_id) else room_id end as room_id,
    tongue.language, array_to_string((string_to_array(rtrim(text, '.'), ' '))[1:7], ' ') || ' ' || size.word(size.rank(n, 8, 100000)) as title
  from generate_series(0, :threads - 1) n
  join size.community on community.nth = size.rank(n, 6, :communities)
  join size.tongue on size.chance(n, 7) * 100 >= above and size.chance(n, 7) * 100 < upto
  join size.sentence on sentence.language = tongue.language and sentence.nth = floor(size.chance(n, 9) * pool);
create unique index on size.thread (n);
analyze size.thread;
insert into thread (id, key, community_id, room_id, kind, title, language) overriding system value
  select base.thread + n + 1, size.key(n, 'thread'), community_id, room_id, 'talk', title, language from size.thread, size.base order by n;

--- posts: in the order of time, in threads that lie near; one thread in a hundred is long, and takes one post in sixteen
create table size.draft as
  select post.n, thread.n as thread_n, row_number() over (partition by thread.n order by post.n)::int as number, community_id,
    first + floor(size.chance(post.n, 14) * pool)::int as first_at, first + floor(size.chance(post.n, 15) * pool)::int as second_at,
    first + floor(size.chance(post.n, 16) * pool)::int as third_at, first + floor(size.chance(post.n, 17) * pool)::int as fourth_at,
    size.rank(post.n, 18, many.members) as writer, size.rank(post.n, 11, 150000) as rare_1, size.rank(post.n, 12, 150000) as rare_2, size.rank(post.n, 13, 150000) as rare_3
  from (select n, least(:threads - 1, case when n % 16 = 0 then n / 800 * 100
        else greatest(0, (n - floor(size.chance(n, 10) * 200)::int) / :a_thread) end) as thread_n
      from generate_series(1, :posts) n offset 0) post
  join size.thread on thread.n = post.thread_n
  join size.tongue using (language)
  join (select community_id, max(nth)::int as members from size.member group by 1) many using (community_id) order by post.n;
analyze size.draft;
create table size.post as
  select n, base.post + n as id, number, thread_n, app_now() - interval '3 years' * ((:posts - n)::float / :posts) as at, person_id as author_id,
    s1.text || ' ' || s2.text || E'\n\n' || s3.text || ' ' || s4.text || ' ' || rare as body,
    s1.words || s2.words || s3.words || s4.words || to_tsvector('simple', rare) as words, rare
  from (select *, concat_ws(' ', size.word(rare_1), size.word(rare_2), size.word(rare_3)) as rare from size.draft offset 0) draft
  join size.sentence s1 on s1.place = first_at join size.sentence s2 on s2.place = second_at
  join size.sentence s3 on s3.place = third_at join size.sentence s4 on s4.place = fourth_at
  join size.member on member.community_id = draft.community_id and member.nth = writer
  cross join size.base;
analyze size.post (n, id, thread_n);
insert into post (id, key, thread_id, number, author_id, attribution, reach, staff_only, language, body, body_html, via, state, distribute_at, at)
  overriding system value
  select post.id, size.key(post.n, 'post'), base.thread + thread_n + 1, number, author_id, 'named', room.reach, room.staff_only, thread.language, body,
    '<p>' || replace(body, E'\n\n', '</p><p>') || '</p>', case when post.n % 3 = 0 then 'page' else 'mail' end, 'distributed', at, at
  from size.post cross join size.base join size.thread on thread.n = thread_n join room on room.id = room_id;
insert into message_ref (message_id, post_id) select size.key(n, 'mail') || '@size.example', id from size.post;
insert into activity (at, actor_id, via, verb, subject_kind, subject_id, community_id, room_id)
  select at, case verb when 'post.added' then author_id end, case verb when 'post.added' then 'mail' else 'job' end, verb, 'post', id,
    community_id, room_id
  from size.post join size.thread on thread.n = thread_n, unnest(array['post.added', 'post.distributed']) verb order by id, verb;
update thread set last_number = many, shown_up_to = many, active_at = at, created_at = first
  from (select thread_n, max(number) as many, max(at) as at, min(at) as first from size.post group by 1) posted, size.base
  where thread.id = base.thread + thread_n + 1;

--- items: for every fifty posts one stands in the library
insert into item (key, community_id, room_id, kind, reach, staff_only, language, title, summary, document, level, published_at, by_id)
  select size.key(post.n, 'item'), thread.community_id, community.room_id,
    (array['document', 'article', 'case_study', 'tool'])[1 + post.n / 50 % 4]::item_kind,
    'community', false, thread.language, thread.title, left(body, 280),
    jsonb_build_object('body', body, 'body_html', '<p>' || replace(body, E'\n\n', '</p><p>') || '</p>'),
    (array['regional', 'local', 'national'])[1 + post.n / 50 % 3], at, author_id
  from size.post join size.thread on thread.n = thread_n join size.community on community.id = community_id where post.n % 50 = 0 order by post.n;
create table size.item as select item.id, n from size.post join item on key = size.key(n, 'item') where n % 50 = 0;
insert into item_credit (item_id, person_id, part) select item.id, author_id, 'added' from size.item join size.post using (n);
insert into item_topic (item_id, topic_id)
  select item.id, topic.id from size.item join (select id, row_number() over (order by id) as nth, count(*) over () as many from topic) topic
    on topic.nth = size.rank(n, 33, topic.many::int);
insert into activity (at, actor_id, via, verb, subject_kind, subject_id, community_id, room_id)
  select published_at, by_id, 'page', 'item.published', 'item', id, community_id, room_id from item join size.item using (id) order by id;

--- entries: what search finds
insert into search_language select language from size.tongue on conflict do nothing;
create table size.title as select n, setweight(to_tsvector(search_configuration(language), search_plain(title)), 'A')
  || setweight(to_tsvector('simple', search_plain(title)), 'B') as words from size.thread;
insert into search_entry (kind, subject_id, room_id, author_id, at, language, title, snippet, opens, words)
  select 'post', id, room_id, author_id, at, language, thread.title, left(body, 280), number = 1, title.words || post.words
  from size.post join size.thread on thread.n = thread_n join size.title on title.n = thread_n;
insert into search_entry (kind, subject_id, room_id, at, language, title, snippet, opens, words)
  select 'item', item.id, item.room_id, item.published_at, item.language, item.title, item.summary, true, title.words || post.words
  from size.item each join item using (id) join size.post on post.n = each.n join size.title on title.n = thread_n order by item.id;
insert into search_word (word) select distinct word from (
  select unnest(tsvector_to_array(to_tsvector('simple', search_plain(text)))) from size.sentence
  union select unnest(string_to_array(rare, ' ')) from size.post
  union select unnest(string_to_array(title, ' ')) from size.thread) each (word) where length(word) between 4 and 30 order by word;

--- end
select recount_members();
select setval(pg_get_serial_sequence('thread', 'id'), (select max(id) from thread));
select setval(pg_get_serial_sequence('post', 'id'), (select max(id) from post));
drop schema size cascade
