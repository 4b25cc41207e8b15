create type person_state as enum ('invited', 'active', 'suspended', 'erased');
create table person (
  id bigint generated always as identity primary key,
  key text not null unique default new_key(),
  name text not null,
  state person_state not null default 'invited',
  language text not null default 'en',
  time_zone text not null default 'Asia/Kolkata',
  designation text,
  show_designation boolean not null default false,
  organisation text,
  area_id bigint,
  about text,
  digest_rhythm text not null default 'daily' check (digest_rhythm in ('daily', 'second_day', 'weekly', 'monthly')),
  epoch int not null default 0,
  invented boolean not null default false,
  created_at timestamptz not null default app_now()
);
select shows('public', 'person', 'key language');
select shows('room', 'person', 'name designation organisation about');
select shows('person', 'person', 'time_zone digest_rhythm');

create table area (
  id bigint generated always as identity primary key,
  code text not null unique,
  name jsonb not null,
  parent_id bigint references area
);
select shows('public', 'area', 'code');
alter table person add foreign key (area_id) references area;

-- A person has one or more addresses; only a verified one signs in or speaks.
create table address (
  id bigint generated always as identity primary key,
  person_id bigint not null references person,
  address text not null unique,
  is_primary boolean not null default true,
  verified_at timestamptz,
  soft_bounces int not null default 0,
  soft_bounced_at timestamptz,
  bounced_at timestamptz
);
create unique index address_primary on address (person_id) where is_primary;
select shows('person', 'address', 'address');

create table session (
  id bigint generated always as identity primary key,
  token_hash text not null unique,
  person_id bigint not null references person,
  created_at timestamptz not null default app_now(),
  seen_at timestamptz not null default app_now(),
  ended_at timestamptz,
  user_agent text
);
create index session_person on session (person_id);
select shows('secret', 'session', 'token_hash');
select shows('person', 'session', 'user_agent');

-- One try at signing in. The code and the link are made from the key and the instance's secret, and stored nowhere.
create table sign_in (
  id bigint generated always as identity primary key,
  key text not null unique default new_key(),
  address text not null,
  person_id bigint references person,
  next text,
  created_at timestamptz not null default app_now(),
  expires_at timestamptz not null default app_now() + interval '20 minutes',
  tries int not null default 0,
  used_at timestamptz
);
select shows('secret', 'sign_in', 'key');
select shows('person', 'sign_in', 'address next');

create table topic (
  id bigint generated always as identity primary key,
  key text not null unique,
  name jsonb not null
);
select shows('public', 'topic', 'key');

create table declared_topic (
  person_id bigint not null references person,
  topic_id bigint not null references topic,
  at timestamptz not null default app_now(),
  primary key (person_id, topic_id)
);
create index declared_topic_topic on declared_topic (topic_id);
