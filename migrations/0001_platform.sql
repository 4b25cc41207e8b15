-- What every module stands on: time, keys, once, history, clocks, outbox, inbound mail, files, search.

create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- All reads of time go through app_now(), which a demonstration or a test may shift.
create table time_shift (one boolean primary key default true check (one), shift interval not null default '0');
insert into time_shift default values;
create function app_now() returns timestamptz language sql stable as 'select now() + shift from time_shift';

-- The name of a thing in addresses: 16 base32 characters, never guessable.
create function new_key() returns text language sql volatile as $$
  select string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz', 1 + (get_byte(random.bytes, at) & 31), 1), '')
  from (select uuid_send(gen_random_uuid()) as bytes) random, generate_series(0, 15) at
$$;

-- What a text column may show: 'public' | 'room' | 'person' | 'secret'. Read by the leak harness, export and log redaction.
create function shows(what text, of_table text, columns text) returns void language plpgsql as $$
declare name text;
begin
  foreach name in array string_to_array(columns, ' ') loop
    execute format('comment on column %I.%I is %L', of_table, name, what);
  end loop;
end $$;

create table setting (name text primary key, value text not null);
select shows('secret', 'setting', 'name value');

-- A form sent twice, a mail delivered twice: the key is inserted first in the action's transaction.
create table done_once (
  key text primary key,
  person_id bigint,
  result jsonb,
  at timestamptz not null default app_now()
);
select shows('secret', 'done_once', 'key');

create table activity (
  id bigint generated always as identity primary key,
  at timestamptz not null default app_now(),
  actor_id bigint,
  via text not null check (via in ('page', 'mail', 'api', 'job')),
  verb text not null,
  subject_kind text not null,
  subject_id bigint not null,
  community_id bigint,
  room_id bigint,
  data jsonb not null default '{}'
);
create index activity_subject on activity (subject_kind, subject_id, id);
create index activity_community on activity (community_id, id);
select shows('person', 'activity', 'via verb subject_kind');

-- Things that come due; worked once, by the scheduler.
create table clock (
  id bigint generated always as identity primary key,
  kind text not null,
  subject_id bigint not null,
  round int not null default 0,
  due_at timestamptz not null,
  worked_at timestamptz,
  attempts int not null default 0,
  leased_until timestamptz,
  unique (kind, subject_id, round)
);
create index clock_due on clock (due_at) where worked_at is null;
select shows('person', 'clock', 'kind');

create type outbox_state as enum ('waiting', 'sent', 'dropped', 'failed');
-- One row per (fact, person, letter); rendered, and rights checked, when it is sent.
create table outbox (
  id bigint generated always as identity primary key,
  person_id bigint not null,
  about_kind text not null,
  about_id bigint not null,
  letter text not null,
  message_id text not null unique,
  send_after timestamptz not null default app_now(),
  state outbox_state not null default 'waiting',
  attempts int not null default 0,
  leased_until timestamptz,
  lease uuid,
  sent_at timestamptz,
  error text,
  unique (person_id, about_kind, about_id, letter)
);
create index outbox_waiting on outbox (send_after, id) where state = 'waiting';
create index outbox_sent on outbox (person_id, sent_at);
select shows('person', 'outbox', 'about_kind letter message_id error');

-- The built-in mailbox of demonstration and development: what would have gone out, and to whom.
create table mailbox (
  id bigint generated always as identity primary key,
  outbox_id bigint,
  to_address text not null,
  subject text not null,
  text text not null,
  raw bytea not null,
  at timestamptz not null default app_now()
);
create index mailbox_to on mailbox (to_address, id);
select shows('person', 'mailbox', 'to_address subject text');

create type inbound_state as enum ('waiting', 'worked', 'held', 'refused', 'ignored');
-- Row and raw file are durable before the 250; the raw file goes when the contribution is unattributed.
create table inbound_mail (
  id bigint generated always as identity primary key,
  recipient text not null,
  message_id text not null,
  body_hash text not null,
  envelope_from text,
  from_address text,
  subject text,
  file text,
  client_ip text,
  verdict jsonb not null default '{}',
  received_at timestamptz not null default app_now(),
  state inbound_state not null default 'waiting',
  reason text,
  community_id bigint,
  worked_at timestamptz,
  attempts int not null default 0,
  leased_until timestamptz,
  unique (recipient, message_id, body_hash)
);
create index inbound_waiting on inbound_mail (id) where state = 'waiting';
create index inbound_held on inbound_mail (community_id, received_at) where state = 'held';
select shows('person', 'inbound_mail', 'recipient message_id body_hash envelope_from from_address subject file client_ip reason');

-- At most one automatic answer for each sender and day (RFC 3834).
create table automatic_answer (address text not null, day date not null, primary key (address, day));
select shows('person', 'automatic_answer', 'address');

create table rate_count (key text not null, starts_at timestamptz not null, count int not null default 0, primary key (key, starts_at));
select shows('secret', 'rate_count', 'key');

create table file (
  sha256 text primary key,
  size bigint not null,
  type text not null,
  at timestamptz not null default app_now()
);
select shows('room', 'file', 'sha256 type');

-- Written by the owning action in its transaction; who may see it is joined when asked, never copied.
create table search_entry (
  kind text not null,
  subject_id bigint not null,
  room_id bigint not null,
  author_id bigint,
  at timestamptz not null,
  language text not null,
  title text not null,
  snippet text not null default '',
  words tsvector not null,
  primary key (kind, subject_id)
);
create index search_words on search_entry using gin (words);
create index search_newest on search_entry (at desc);
create index search_title on search_entry using gin (title gin_trgm_ops);
select shows('room', 'search_entry', 'kind language title snippet');

-- The words that occur, so that a misspelled one finds its neighbour.
create table search_word (word text primary key, uses int not null default 1);
create index search_word_trigram on search_word using gin (word gin_trgm_ops);
select shows('secret', 'search_word', 'word');

create function search_configuration(language text) returns regconfig language sql immutable as $$
  select case split_part(language, '-', 1) when 'en' then 'english' when 'hi' then 'hindi' when 'fr' then 'french'
    when 'es' then 'spanish' when 'ar' then 'arabic' when 'ta' then 'tamil' when 'ne' then 'nepali' when 'pt' then 'portuguese'
    when 'ru' then 'russian' when 'id' then 'indonesian' else 'simple' end::regconfig
$$;
