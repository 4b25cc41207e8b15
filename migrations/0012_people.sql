-- Where people come from and where they work: the network's lists, institutions, programmes and cohorts, postings.

create type term_kind as enum ('service', 'cadre', 'sector');
-- The network's own lists; a cadre may have a home area.
create table term (
  id bigint generated always as identity primary key,
  kind term_kind not null,
  key text not null,
  name jsonb not null,
  area_id bigint references area,
  unique (kind, key)
);
select shows('public', 'term', 'key');

-- Central and state training institutions.
create table institution (
  id bigint generated always as identity primary key,
  key text not null unique,
  name jsonb not null,
  tier text not null default 'state' check (tier in ('central', 'state', 'other')),
  area_id bigint references area,
  site text
);
select shows('public', 'institution', 'key site');

-- A training programme: what it taught stays at hand for its cohorts.
create table programme (
  id bigint generated always as identity primary key,
  key text not null unique,
  name jsonb not null,
  about jsonb not null default '{}',
  institution_id bigint references institution,
  materials jsonb not null default '[]'
);
select shows('public', 'programme', 'key');

create table cohort (
  id bigint generated always as identity primary key,
  key text not null unique,
  name jsonb not null,
  programme_id bigint references programme,
  starts_on date,
  ends_on date
);
select shows('public', 'cohort', 'key');

create table cohort_person (
  cohort_id bigint not null references cohort,
  person_id bigint not null references person,
  primary key (cohort_id, person_id)
);
create index cohort_person_person on cohort_person (person_id);

alter table person add column service_id bigint references term;
alter table person add column cadre_id bigint references term;
alter table person add column languages text[] not null default '{}';
-- What she wants of the network, for herself; shown to nobody.
alter table person add column motives text[] not null default '{}';
-- What is on her desk, in her words: used to choose her topics.
alter table person add column on_my_desk text;
-- Whether colleagues see her mail address, and with whom she worked before.
alter table person add column shows_address boolean not null default false;
alter table person add column shows_ties boolean not null default false;
select shows('room', 'person', 'languages');
select shows('person', 'person', 'motives on_my_desk');

-- Where a person works, and worked. The current one is also what person.organisation, designation and area_id say.
create table posting (
  id bigint generated always as identity primary key,
  person_id bigint not null references person,
  designation text,
  organisation text,
  sector_id bigint references term,
  area_id bigint references area,
  since date,
  until date,
  source text not null check (source in ('self', 'administrator', 'blueprint')),
  check (until is null or since is null or until >= since)
);
create unique index posting_current on posting (person_id) where until is null;
create index posting_person on posting (person_id, since desc);
select shows('room', 'posting', 'designation organisation');
select shows('person', 'posting', 'source');
insert into posting (person_id, designation, organisation, area_id, source)
  select id, designation, organisation, area_id, 'self' from person where organisation is not null or designation is not null or area_id is not null;

-- A second address is proven by a code mailed to it.
alter table address add column asked_at timestamptz;
alter table address add column tries int not null default 0;

-- Two people who said that they worked together; shown when both agreed.
create table connection (
  asker_id bigint not null references person,
  asked_id bigint not null references person,
  line text not null default '',
  asked_at timestamptz not null default app_now(),
  answered_at timestamptz,
  answer text check (answer in ('yes', 'no')),
  primary key (asker_id, asked_id),
  check (asker_id <> asked_id)
);
create index connection_asked on connection (asked_id);
select shows('person', 'connection', 'line answer');
