-- Passkeys, the sessions' list, and the second factor of those who keep the network.

-- A key that a device of hers keeps; a removed one stays as a name in letters, and opens nothing.
create table passkey (
  id bigint generated always as identity primary key,
  person_id bigint not null references person,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null default 0,
  transports text[] not null default '{}',
  name text not null,
  added_at timestamptz not null default app_now(),
  used_at timestamptz,
  -- Its counter went back: another device may hold a copy.
  doubted_at timestamptz,
  removed_at timestamptz
);
create unique index passkey_credential on passkey (credential_id) where removed_at is null;
create index passkey_person on passkey (person_id);
select shows('person', 'passkey', 'name');
select shows('secret', 'passkey', 'credential_id transports');

-- What a device is asked to sign, once; only its hash is kept.
create table passkey_challenge (
  hash text primary key,
  purpose text not null check (purpose in ('add', 'sign_in', 'prove')),
  person_id bigint references person,
  expires_at timestamptz not null default app_now() + interval '5 minutes'
);
create index passkey_challenge_old on passkey_challenge (expires_at);
select shows('secret', 'passkey_challenge', 'hash purpose');

-- From where a session was opened, and when its second factor was proven.
alter table session add ip text, add proven_at timestamptz;
select shows('person', 'session', 'ip');

-- The secret of an app that shows codes, sealed with the instance's secret; of a person one is open at a time.
create table time_code (
  id bigint generated always as identity primary key,
  person_id bigint not null references person,
  sealed text not null,
  -- The last half minute whose code was taken.
  step bigint not null default 0,
  begun_at timestamptz not null default app_now(),
  confirmed_at timestamptz,
  ended_at timestamptz
);
create unique index time_code_open on time_code (person_id) where ended_at is null;
select shows('secret', 'time_code', 'sealed');

-- Ten codes for the day when all else is lost; each set has one salt, and a new set ends the old one.
create table recovery_code (
  id bigint generated always as identity primary key,
  person_id bigint not null references person,
  salt text not null,
  hash text not null,
  made_at timestamptz not null default app_now(),
  used_at timestamptz
);
create index recovery_code_person on recovery_code (person_id);
select shows('secret', 'recovery_code', 'salt hash');

-- Somebody who keeps the network, or the terminal, took all second factors of another away so that she can begin anew.
create table factor_reset (
  id bigint generated always as identity primary key,
  person_id bigint not null references person,
  by_id bigint references person,
  at timestamptz not null default app_now()
);
