-- Doors, applications, roles with terms, rhythm; placement by posting, and cohorts invited from a file.

alter type community_type add value if not exists 'mail_group';

alter table community add column version int not null default 1;
alter table community add column admits_external boolean not null default false;
-- How often it meets or writes, in days; null where it declared none.
alter table community add column rhythm_days int check (rhythm_days > 0);
alter table community add column contact_id bigint references person;
alter table community add column programme_id bigint references programme;

-- What an applicant is asked; the answers are kept with the application.
create table application_question (
  id bigint generated always as identity primary key,
  community_id bigint not null references community,
  position int not null,
  words jsonb not null,
  required boolean not null default true,
  unique (community_id, position)
);

create table application (
  id bigint generated always as identity primary key,
  key text not null unique default new_key(),
  community_id bigint not null references community,
  person_id bigint not null references person,
  answers jsonb not null default '[]',
  at timestamptz not null default app_now(),
  decided_at timestamptz,
  by_id bigint references person,
  decision text check (decision in ('accepted', 'declined', 'withdrawn')),
  note text
);
create unique index application_open on application (community_id, person_id) where decided_at is null;
create index application_waiting on application (community_id, at) where decided_at is null;
select shows('person', 'application', 'key decision note');

alter table membership add column because text not null default 'joined' check (because in ('joined', 'posting', 'home_cadre'));
alter table membership add column listed boolean not null default true;
alter table membership add column norms_accepted_at timestamptz;
alter table membership add column greeted_at timestamptz;
alter table membership add column greeted_by bigint references person;
select shows('person', 'membership', 'because');

alter table role drop constraint role_role_check;
alter table role add constraint role_role_check
  check (role in ('administrator', 'coordinator', 'facilitator', 'moderator', 'researcher', 'convenor', 'contact', 'core'));
-- The day its term is over, and the duties of a convenor: initiate, curate, coordinate, support.
alter table role add column ends_on date;
alter table role add column duties text[] not null default '{}';
alter table role add column handover text;
alter table role add column handover_due date;
select shows('room', 'role', 'duties handover');

-- The map of regions is edited by several administrators: whoever saves an old version is shown the newer one.
create table region_map (one boolean primary key default true check (one), version int not null default 1);
insert into region_map default values;

-- A new posting and the move it proposes; nothing of it holds before she says yes.
create table transfer (
  id bigint generated always as identity primary key,
  key text not null unique default new_key(),
  person_id bigint not null references person,
  designation text,
  organisation text,
  area_id bigint references area,
  since date,
  is_new_posting boolean not null,
  from_id bigint references community,
  to_id bigint references community,
  keeps_home boolean not null default false,
  by_id bigint references person,
  at timestamptz not null default app_now(),
  answered_at timestamptz,
  answer text check (answer in ('yes', 'no', 'superseded'))
);
create unique index transfer_open on transfer (person_id) where answered_at is null;
select shows('person', 'transfer', 'key designation organisation answer');

-- A file of people: read and shown with its faults, and worked line by line when it is confirmed.
create table batch (
  id bigint generated always as identity primary key,
  key text not null unique default new_key(),
  kind text not null check (kind in ('invitations', 'postings')),
  community_id bigint not null references community,
  cohort_id bigint references cohort,
  why text not null default '',
  file_name text not null,
  by_id bigint not null references person,
  at timestamptz not null default app_now(),
  confirmed_at timestamptz,
  done_at timestamptz
);
create index batch_community on batch (community_id, at desc);
select shows('person', 'batch', 'key kind why file_name');

create table batch_line (
  batch_id bigint not null references batch on delete cascade,
  line int not null,
  name text not null default '',
  address text not null default '',
  fields jsonb not null default '{}',
  person_id bigint references person,
  state text not null check (state in ('ready', 'fault', 'duplicate', 'known', 'worked', 'refused')),
  trouble text,
  primary key (batch_id, line)
);
select shows('person', 'batch_line', 'name address state trouble');
