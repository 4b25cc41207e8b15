-- A person asks that what Copse holds of her be erased: proven by a mailed code, done after a time in which she may undo it.
create table erasure (
  id bigint generated always as identity primary key,
  key text not null unique default new_key(),
  person_id bigint not null references person,
  asked_at timestamptz not null default app_now(),
  tries int not null default 0,
  proven_at timestamptz,
  due_at timestamptz,
  -- She let it be, or it was done.
  ended_at timestamptz,
  check ((proven_at is null) = (due_at is null))
);
create unique index erasure_open on erasure (person_id) where ended_at is null;
select shows('secret', 'erasure', 'key');
