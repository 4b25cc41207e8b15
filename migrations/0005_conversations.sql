create table thread (
  id bigint generated always as identity primary key,
  key text not null unique default new_key(),
  community_id bigint not null references community,
  room_id bigint not null references room,
  kind text not null check (kind in ('query', 'talk')),
  title text not null,
  language text not null default 'en',
  last_number int not null default 0,
  created_at timestamptz not null default app_now()
);
create index thread_community on thread (community_id, id);
select shows('room', 'thread', 'key kind title language');

create type post_state as enum ('held', 'waiting', 'distributed', 'withdrawn', 'expired');
-- waiting: may still be taken back (two minutes from the page, five by mail), then distributed.
create table post (
  id bigint generated always as identity primary key,
  key text not null unique default new_key(),
  thread_id bigint not null references thread,
  number int not null,
  author_id bigint references person,
  organisation text,
  attribution attribution not null,
  reach reach not null,
  staff_only boolean not null,
  language text not null default 'en',
  body text,
  body_html text,
  via text not null check (via in ('page', 'mail', 'api', 'job')),
  state post_state not null default 'waiting',
  held_reason text,
  distribute_at timestamptz not null,
  undo_hash text,
  at timestamptz not null default app_now(),
  unique (thread_id, number),
  check (attribution <> 'unattributed' or author_id is null)
);
create index post_author on post (author_id, at);
create index post_waiting on post (distribute_at) where state = 'waiting';
select shows('room', 'post', 'key organisation language body body_html via');
select shows('person', 'post', 'held_reason');
select shows('secret', 'post', 'undo_hash');

create table attachment (
  id bigint generated always as identity primary key,
  key text not null unique default new_key(),
  post_id bigint not null references post,
  sha256 text not null references file,
  name text not null,
  type text not null,
  size bigint not null,
  position int not null,
  unique (post_id, position)
);
select shows('room', 'attachment', 'key sha256 name type');

-- Every Message-ID that stands for a post, ours or another's, so that replies find their thread.
create table message_ref (message_id text primary key, post_id bigint not null references post);
create index message_ref_post on message_ref (post_id);
select shows('room', 'message_ref', 'message_id');
