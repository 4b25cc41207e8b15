-- Proof of those who ask to join, newcomers to greet, terms of roles, groups that members start, and those that live elsewhere.

-- An application counts from the moment its writer has proven that it is hers.
alter table application add column proven_at timestamptz;
alter table application add column class text not null default 'internal' check (class in ('internal', 'external'));
alter table invitation add column class text not null default 'internal' check (class in ('internal', 'external'));
select shows('room', 'application', 'class');
select shows('room', 'invitation', 'class');

-- Set when she comes in by her own yes; greeted_at is the answer to it.
alter table membership add column awaits_greeting_since timestamptz;
-- The line with which a steward greeted her, as it went out by mail.
alter table membership add column greeting text;
select shows('person', 'membership', 'greeting');
create index membership_to_greet on membership (community_id, awaits_greeting_since)
  where awaits_greeting_since is not null and greeted_at is null and state = 'member';

alter table role add column key text not null unique default new_key();
-- She does the work of this colleague until the term is over.
alter table role add column stands_in_for bigint references person;
create index role_community on role (community_id) where until is null;
select shows('room', 'role', 'key');

-- What was answered to the four questions before a community of practice was begun.
alter table community add column suitability jsonb;

-- Communities that live elsewhere: a name, a line and the way to them.
create table elsewhere (
  id bigint generated always as identity primary key,
  key text not null unique default new_key(),
  name text not null,
  about text not null default '',
  link text not null,
  by_id bigint not null references person,
  at timestamptz not null default app_now(),
  until timestamptz
);
select shows('public', 'elsewhere', 'key name about link');
