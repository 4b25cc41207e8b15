create type reach as enum ('people', 'community', 'network', 'public');
create type attribution as enum ('named', 'organisation', 'unattributed', 'closed');
create type community_type as enum ('network', 'practice', 'interest', 'task', 'crisis', 'circle');
create type delivery as enum ('each', 'digest', 'my_topics', 'web');

create table calendar (
  id bigint generated always as identity primary key,
  name text not null,
  time_zone text not null,
  weekend int[] not null default '{6,7}'
);
select shows('public', 'calendar', 'name time_zone');

create table holiday (
  calendar_id bigint not null references calendar,
  "on" date not null,
  area_id bigint references area,
  name jsonb not null default '{}',
  unique nulls not distinct (calendar_id, "on", area_id)
);

-- The network is the community without parent.
create table community (
  id bigint generated always as identity primary key,
  key text not null unique default new_key(),
  type community_type not null default 'practice',
  parent_id bigint references community,
  state text not null default 'active' check (state in ('forming', 'active', 'dormant', 'closed')),
  ends_on date,
  language text not null default 'en',
  calendar_id bigint not null references calendar,
  short_name text not null,
  name jsonb not null,
  purpose jsonb not null default '{}',
  charter jsonb not null default '{}',
  norms jsonb not null default '{}',
  convening_body jsonb,
  accent text not null default 'teal',
  joining text not null default 'invited' check (joining in ('open', 'ask', 'invited')),
  new_mail text not null default 'desk' check (new_mail in ('desk', 'room')),
  posting_budget int not null default 2 check (posting_budget > 0),
  demonstration boolean not null default false,
  created_at timestamptz not null default app_now()
);
create unique index community_network on community ((parent_id is null)) where parent_id is null;
select shows('public', 'community', 'key state language short_name accent joining new_mail');

create table community_link (
  from_id bigint not null references community,
  to_id bigint not null references community,
  kind text not null,
  since timestamptz not null default app_now(),
  until timestamptz,
  primary key (from_id, to_id, kind)
);
select shows('public', 'community_link', 'kind');

-- Never used again for another community, so that merges and renames redirect for ever.
create table slug (slug text primary key, community_id bigint not null references community, until timestamptz);
create table mail_name (local_part text primary key, community_id bigint not null references community, until timestamptz);
create index slug_community on slug (community_id);
create index mail_name_community on mail_name (community_id);
select shows('public', 'slug', 'slug');
select shows('public', 'mail_name', 'local_part');

create table region_area (
  community_id bigint not null references community,
  area_id bigint not null references area,
  since date not null,
  until date,
  primary key (area_id, since)
);

create table room (
  id bigint generated always as identity primary key,
  community_id bigint not null references community,
  reach reach not null default 'community',
  staff_only boolean not null default false,
  attribution attribution not null default 'named',
  retention_days int,
  is_default boolean not null default false
);
create unique index room_default on room (community_id) where is_default;

create table room_person (room_id bigint not null references room, person_id bigint not null references person, primary key (room_id, person_id));

create table membership (
  person_id bigint not null references person,
  community_id bigint not null references community,
  state text not null check (state in ('invited', 'asked', 'member', 'left', 'removed')),
  class text not null default 'internal' check (class in ('internal', 'external')),
  since timestamptz,
  until timestamptz,
  delivery delivery not null default 'each',
  paused_until timestamptz,
  primary key (person_id, community_id)
);
create index membership_community on membership (community_id, person_id) where state = 'member';
select shows('room', 'membership', 'class');
select shows('person', 'membership', 'state');

create table role (
  id bigint generated always as identity primary key,
  person_id bigint not null references person,
  community_id bigint not null references community,
  role text not null check (role in ('administrator', 'coordinator', 'facilitator', 'moderator', 'researcher')),
  since timestamptz not null default app_now(),
  until timestamptz,
  by_id bigint references person
);
create unique index role_now on role (person_id, community_id, role) where until is null;
select shows('room', 'role', 'role');

create table invitation (
  id bigint generated always as identity primary key,
  key text not null unique default new_key(),
  community_id bigint not null references community,
  person_id bigint not null references person,
  by_id bigint not null references person,
  why text not null default '',
  at timestamptz not null default app_now(),
  answered_at timestamptz,
  answer text check (answer in ('yes', 'no')),
  unique (community_id, person_id)
);
select shows('person', 'invitation', 'key why answer');

-- The one rule of who reads what: page, list, mail, digest, search, feed and export all ask it.
-- What holds is the narrower of the thing's own audience and its room's.
create function may_read(reader bigint, in_room bigint, own_reach reach, own_staff_only boolean) returns boolean
language sql stable as $$
  select case least(own_reach, room.reach)
      when 'public' then true
      when 'network' then exists (select from membership m where m.person_id = reader and m.state = 'member')
      when 'community' then exists (select from membership m
        where m.person_id = reader and m.community_id = room.community_id and m.state = 'member')
      else exists (select from membership m join room_person p on p.person_id = m.person_id
        where m.person_id = reader and m.community_id = room.community_id and m.state = 'member' and p.room_id = room.id)
    end
    and (not (own_staff_only or room.staff_only) or exists (select from membership m
      where m.person_id = reader and m.community_id = room.community_id and m.state = 'member' and m.class = 'internal'))
    and (reader is null or exists (select from person where person.id = reader and person.state = 'active'))
  from room where room.id = in_room
$$;

-- Working days of a calendar: weekends and holidays that hold for everybody left out.
create function is_working_day(day date, of_calendar bigint) returns boolean language sql stable as $$
  select not extract(isodow from day)::int = any (weekend)
    and not exists (select from holiday where calendar_id = of_calendar and "on" = day and area_id is null)
  from calendar where id = of_calendar
$$;
create function working_day_after(day date, days int, of_calendar bigint) returns date language plpgsql stable as $$
declare found int := 0;
begin
  while found < days loop
    day := day + 1;
    if coalesce(is_working_day(day, of_calendar), true) then found := found + 1; end if;
  end loop;
  return day;
end $$;
-- A deadline is a date that ends at 23:59 in the community's zone.
create function end_of_day(day date, zone text) returns timestamptz language sql stable as $$
  select (day + time '23:59') at time zone zone
$$;
create function today_in(zone text) returns date language sql stable as $$ select (app_now() at time zone zone)::date $$;
-- Whose page a person may open: her own, and those of people she shares a community with.
create function may_know(reader bigint, other bigint) returns boolean language sql stable as $$
  select reader = other or exists (select from membership mine join membership theirs using (community_id)
    where mine.person_id = reader and theirs.person_id = other and mine.state = 'member' and theirs.state = 'member')
$$;
