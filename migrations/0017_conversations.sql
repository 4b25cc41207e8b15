-- Threads that are followed, closed, moved and paged; drafts, versions, mentions, reading, bookmarks.

-- When something was last distributed in it, and the highest number that was: lists and unread marks need no more.
alter table thread add column active_at timestamptz not null default app_now();
alter table thread add column shown_up_to int not null default 0;
-- No replies any more; the words stay.
alter table thread add column closed_at timestamptz;
update thread set active_at = coalesce(last.at, thread.created_at), shown_up_to = coalesce(last.number, 0)
  from (select thread.id, max(post.at) as at, max(post.number) as number
    from thread left join post on post.thread_id = thread.id and post.state <> 'waiting' and post.state <> 'held' group by thread.id) last
  where last.id = thread.id;
create index thread_talk on thread (community_id, active_at desc, id desc) where kind = 'talk';

-- Where a thread stood before it was moved, so that the old address leads to the new one.
create table thread_move (
  thread_id bigint not null references thread,
  community_id bigint not null references community,
  at timestamptz not null default app_now(),
  primary key (thread_id, community_id)
);

-- Each change of the words counts up; what they were before is kept once others could read it.
alter table post add column version int not null default 1;
alter table post add column edited_at timestamptz;
-- Each member is told of it at once, by the word of a coordinator who was shown how many they are.
alter table post add column to_everyone boolean not null default false;
create table post_version (
  post_id bigint not null references post,
  version int not null,
  body text,
  at timestamptz not null,
  primary key (post_id, version)
);
select shows('room', 'post_version', 'body');

-- The files of a community, newest first; the column goes along when the thread is moved.
alter table attachment add column community_id bigint references community;
update attachment set community_id = thread.community_id from post join thread on thread.id = post.thread_id where post.id = attachment.post_id;
create index attachment_community on attachment (community_id, id desc);

-- Whom a post asks by name; done when she answers or says so.
create table mention (
  post_id bigint not null references post,
  person_id bigint not null references person,
  at timestamptz not null default app_now(),
  done_at timestamptz,
  primary key (post_id, person_id)
);
create index mention_open on mention (person_id, at) where done_at is null;

-- What a person was writing, for herself alone. Two devices that write in one place keep a row each, and the newer is offered.
create table draft (
  id bigint generated always as identity primary key,
  key text not null unique default new_key(),
  person_id bigint not null references person,
  community_id bigint not null references community,
  -- The path of the composer below its community.
  place text not null,
  title text not null default '',
  body text not null,
  version int not null default 1,
  at timestamptz not null default app_now()
);
create index draft_place on draft (person_id, community_id, place, at desc);
select shows('person', 'draft', 'key place title body');

-- Up to which number a person has read a thread: her own affair, shown to nobody else.
create table reading (
  person_id bigint not null references person,
  thread_id bigint not null references thread,
  up_to int not null,
  at timestamptz not null default app_now(),
  primary key (person_id, thread_id)
);

create type thread_wish_kind as enum ('follow', 'mute');
create table thread_wish (
  person_id bigint not null references person,
  thread_id bigint not null references thread,
  wish thread_wish_kind not null,
  since timestamptz not null default app_now(),
  primary key (person_id, thread_id)
);
create index thread_wish_thread on thread_wish (thread_id, wish);

-- What a person wants to find again, with a note for herself; `kind` is that of a search result.
create table bookmark (
  id bigint generated always as identity primary key,
  key text not null unique default new_key(),
  person_id bigint not null references person,
  kind text not null,
  subject_id bigint not null,
  note text not null default '',
  at timestamptz not null default app_now(),
  unique (person_id, kind, subject_id)
);
create index bookmark_person on bookmark (person_id, id desc);
select shows('person', 'bookmark', 'key kind note');
