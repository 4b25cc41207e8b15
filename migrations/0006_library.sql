create type item_kind as enum ('consolidated_reply', 'story', 'case_study', 'tool', 'idea', 'solution', 'document');
create table item (
  id bigint generated always as identity primary key,
  key text not null unique default new_key(),
  community_id bigint not null references community,
  room_id bigint not null references room,
  kind item_kind not null,
  reach reach not null,
  staff_only boolean not null,
  language text not null default 'en',
  title text not null,
  summary text not null,
  document jsonb not null,
  version int not null default 1,
  published_at timestamptz not null default app_now(),
  by_id bigint references person
);
create index item_community on item (community_id, published_at desc);
select shows('room', 'item', 'key language title summary');

create table item_version (
  item_id bigint not null references item,
  version int not null,
  title text not null,
  summary text not null,
  document jsonb not null,
  at timestamptz not null default app_now(),
  by_id bigint references person,
  primary key (item_id, version)
);
select shows('room', 'item_version', 'title summary');

-- Who is thanked; never for a contribution that is unattributed or not to be quoted by name.
create table item_credit (
  item_id bigint not null references item,
  person_id bigint not null references person,
  part text not null check (part in ('asked', 'responded', 'compiled', 'researched')),
  primary key (item_id, person_id, part)
);
create index item_credit_person on item_credit (person_id);
select shows('room', 'item_credit', 'part');

create type used as enum ('no', 'partly', 'yes');
create table item_use (
  item_id bigint not null references item,
  person_id bigint not null references person,
  round int not null,
  asked_at timestamptz,
  used used,
  line text,
  answered_at timestamptz,
  primary key (item_id, person_id, round)
);
select shows('room', 'item_use', 'line');
