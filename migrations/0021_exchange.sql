-- Archives brought in from elsewhere: what was read and is not finished, and which post came of which mail.

create table import (
  id bigint generated always as identity primary key,
  key text not null unique default new_key(),
  community_id bigint not null references community,
  room_id bigint not null references room,
  -- What the archive is called beside its posts.
  name text not null,
  reach reach not null,
  staff_only boolean not null,
  started_at timestamptz not null default app_now(),
  finished_at timestamptz,
  -- Messages, and what became of them; written when it is finished.
  counts jsonb not null default '{}',
  earliest timestamptz,
  latest timestamptz
);
-- One at a time for a community; the next waits until this one is finished or discarded.
create unique index import_open on import (community_id) where finished_at is null;
create index import_community on import (community_id, finished_at desc);
select shows('room', 'import', 'key name');

-- What an unfinished import has read so far. No other part of Copse knows of it; it is empty when nothing is unfinished.
create table import_mail (
  import_id bigint not null references import on delete cascade,
  position int not null,
  source text not null,
  at_byte bigint not null,
  raw_hash text not null,
  trouble text,
  mark text not null default '',
  message_id text,
  body_hash text not null default '',
  -- The mails it answers, the nearest first.
  parents text[] not null default '{}',
  subject text not null default '',
  bare_subject text not null default '',
  is_reply boolean not null default false,
  address text,
  name text not null default '',
  at timestamptz,
  language text not null default 'en',
  body text not null default '',
  body_html text not null default '',
  words text not null default '',
  whole text,
  header text not null default '',
  files jsonb not null default '[]',
  left_out jsonb not null default '[]',
  unread_signs int not null default 0,
  primary key (import_id, position)
);
create index import_mail_mark on import_mail (import_id, mark);
-- A crash of the database empties it, and the file is read again.
alter table import_mail set unlogged;
select shows('secret', 'import_mail',
  'source raw_hash trouble mark message_id body_hash parents subject bare_subject address name language body body_html words whole header');

alter table post add column import_id bigint references import;
create index post_import on post (import_id) where import_id is not null;

-- The mail that a post came of: how it is known again, and all of its text.
create table archive_mail (
  post_id bigint primary key references post,
  import_id bigint not null references import,
  community_id bigint not null references community,
  mark text not null,
  -- The mail that began its thread, where the archive does not hold it.
  root text,
  bare_subject text not null,
  source text not null,
  position int not null,
  header text not null,
  -- Null where nothing of it was cut.
  whole text,
  left_out jsonb not null default '[]',
  unique (community_id, mark)
);
create index archive_mail_root on archive_mail (community_id, root) where root is not null;
create index archive_mail_subject on archive_mail (community_id, bare_subject);
select shows('room', 'archive_mail', 'whole bare_subject');
select shows('person', 'archive_mail', 'mark root source header');

-- Under which address an archive knows somebody. It proves nothing and reaches nobody: only her own yes makes it hers.
create table archive_address (
  address text primary key,
  person_id bigint not null references person
);
create index archive_address_person on archive_address (person_id);
select shows('person', 'archive_address', 'address');
