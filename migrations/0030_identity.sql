-- Signing in with the account of an organisation (OpenID Connect).

create table identity (
  id bigint generated always as identity primary key,
  issuer text not null,
  subject text not null,
  person_id bigint not null references person,
  linked_at timestamptz not null default app_now(),
  used_at timestamptz,
  unique (issuer, subject)
);
create index identity_person on identity (person_id);
select shows('secret', 'identity', 'issuer subject');

-- One try, bound to the browser that began it. `issuer` and `subject` wait for the mailed code of `sign_in`.
create table provider_try (
  id bigint generated always as identity primary key,
  state_hash text not null unique,
  browser_hash text not null,
  next text,
  expires_at timestamptz not null default app_now() + interval '10 minutes',
  answered_at timestamptz,
  sign_in_id bigint references sign_in,
  issuer text,
  subject text
);
create index provider_try_sign_in on provider_try (sign_in_id);
create index provider_try_old on provider_try (expires_at);
select shows('secret', 'provider_try', 'state_hash browser_hash issuer subject');
select shows('person', 'provider_try', 'next');
