-- Break-glass: an administrator reads one closed room for a stated reason and a bounded time, when a second person agrees.

-- Whether somebody keeps the network now, and has done so without a break since that moment.
create function keeps_network(person bigint, from_then timestamptz) returns boolean language sql stable as $$
  select exists (select from role join membership using (person_id, community_id) join person keeper on keeper.id = role.person_id
    where role.person_id = person and role.role = 'administrator' and role.until is null and role.since <= from_then
      and membership.state = 'member' and keeper.state = 'active')
$$;

-- Two whom the network names to be the second person; the newest row that holds counts, an empty one ends the naming.
create table break_glass_pair (
  id bigint generated always as identity primary key,
  first_id bigint references person,
  second_id bigint references person,
  by_id bigint not null references person,
  at timestamptz not null default app_now(),
  holds_from timestamptz not null,
  check ((first_id is null) = (second_id is null) and first_id <> second_id)
);

create table break_glass (
  id bigint generated always as identity primary key,
  key text not null unique default new_key(),
  community_id bigint not null references community,
  room_id bigint not null references room,
  reader_id bigint not null references person,
  reason text not null,
  language text not null default 'en',
  hours int not null check (hours in (1, 4, 24)),
  asked_at timestamptz not null default app_now(),
  -- Who has not answered until then has not agreed.
  lapses_at timestamptz not null,
  second_id bigint references person,
  opened_at timestamptz,
  until timestamptz,
  ended_at timestamptz,
  ended_by bigint references person,
  ending text check (ending in ('refused', 'withdrawn', 'lapsed', 'time', 'reader', 'second', 'administrator', 'role')),
  check (reader_id <> second_id),
  check ((opened_at is null) = (until is null) and (opened_at is null or second_id is not null)),
  check ((ended_at is null) = (ending is null))
);
-- Almost always without a row.
create unique index break_glass_now on break_glass (reader_id, room_id) where ended_at is null;
create index break_glass_community on break_glass (community_id, id);
select shows('room', 'break_glass', 'key reason language ending');

-- What she has read under it, each page once.
create table break_glass_page (
  id bigint generated always as identity primary key,
  break_glass_id bigint not null references break_glass,
  page text not null,
  at timestamptz not null default app_now(),
  unique (break_glass_id, page)
);
select shows('room', 'break_glass_page', 'page');

-- The part of may_read that holds under break-glass: what is open to the whole of that one room, for as long as all of it holds.
-- It is asked only for a page that its reader looks at, and never where mail, lists of readers or copies are made.
create function may_read_under(glass bigint, reader bigint, in_room bigint, own_reach reach, own_staff_only boolean) returns boolean
language sql stable as $$
  select exists (select from break_glass join room on room.id = break_glass.room_id
    where break_glass.id = glass and reader_id = reader and room.id = in_room
      and own_reach >= room.reach and not own_staff_only and not room.staff_only
      and opened_at is not null and ended_at is null and until > app_now() and keeps_network(reader, opened_at))
$$;

-- Under which one a person stands in a room of this community, or at a file or a post by its key; none, almost always.
create function break_glass_at(reader bigint, of_kind text, of_key text) returns bigint language sql stable as $$
  select break_glass.id from break_glass
  where reader_id = reader and opened_at is not null and ended_at is null and until > app_now()
    and case of_kind
      when 'community' then community_id = (select slug.community_id from slug where slug = of_key)
      when 'file' then room_id = (select thread.room_id from attachment join post on post.id = post_id
        join thread on thread.id = thread_id where attachment.key = of_key)
      when 'post' then room_id = (select thread.room_id from post join thread on thread.id = thread_id where post.key = of_key)
    end
  limit 1
$$;
