-- What proves her changes after she has just proven it again.

-- When a mailed code showed again that it is she; a second factor says so in proven_at.
alter table session add confirmed_at timestamptz;

-- One asking, bound to the session it stands in. What she had sent waits here, and goes on when she has proven it is she.
create table fresh_proof (
  id bigint generated always as identity primary key,
  key text not null unique default new_key(),
  session_id bigint not null references session on delete cascade,
  person_id bigint not null references person,
  path text not null,
  fields jsonb not null,
  back text not null,
  asked_at timestamptz not null default app_now(),
  mailed_at timestamptz,
  tries int not null default 0,
  used_at timestamptz
);
create index fresh_proof_session on fresh_proof (session_id);
create index fresh_proof_person on fresh_proof (person_id);
create index fresh_proof_old on fresh_proof (asked_at);
select shows('secret', 'fresh_proof', 'key');
select shows('person', 'fresh_proof', 'path back fields');

-- The code of a mail is good for ten minutes; the link beside it, which nobody can guess, for half an hour.
alter table sign_in alter expires_at set default app_now() + interval '30 minutes';

-- Whose account it is, she sees on her own page.
select shows('person', 'identity', 'issuer');
