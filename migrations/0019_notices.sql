-- Digests are opened many at a time; rhythms by weekday, and none; letters of a kind that a person wants none of.

-- The next digest of each person who is to have one; whoever is not in it gets none.
create table digest_plan (
  person_id bigint primary key references person,
  due_at timestamptz not null
);
create index digest_plan_due on digest_plan (due_at);
insert into digest_plan (person_id, due_at)
  select subject_id, min(due_at) from clock join person on person.id = subject_id
  where kind = 'notices.digest' and worked_at is null group by subject_id;
delete from clock where kind = 'notices.digest';
insert into clock (kind, subject_id, round, due_at)
  select 'notices.morning', 0, 0, min(due_at) from digest_plan having min(due_at) is not null;

-- The letter of a digest is about its day, so that all who get it on one day share what is read for it.
update outbox set about_id = to_char(digest."on", 'YYYYMMDD')::bigint from digest
  where letter = 'notices.digest' and about_kind = 'digest' and about_id = digest.id and outbox.person_id = digest.person_id;

alter table person drop constraint person_digest_rhythm_check;
alter table person add constraint person_digest_rhythm_check
  check (digest_rhythm in ('daily', 'second_day', 'weekly', 'monthly', 'never'));
-- Monday is 1; read where the rhythm is weekly.
alter table person add column digest_weekday int not null default 1 check (digest_weekday between 1 and 7);

-- Which kinds of letter, beside those of her communities, a person has stopped.
create table letter_stop (
  person_id bigint not null references person,
  letter text not null,
  at timestamptz not null default app_now(),
  primary key (person_id, letter)
);
select shows('person', 'letter_stop', 'letter');

-- What went out in a time, for all digests of a morning.
create index activity_distributed on activity (at) where verb = 'post.distributed';

-- A zone that the database does not know must not hold up the morning of all others.
create function zone_or_utc(zone text) returns text language plpgsql stable as $$
begin
  perform now() at time zone zone;
  return zone;
exception when others then
  return 'UTC';
end $$;
