create type query_state as enum ('draft', 'submitted', 'shaping', 'parked', 'queued', 'gathering', 'closed', 'consolidating',
  'in_review', 'published', 'archived', 'answered_from_archive', 'redirected', 'withdrawn', 'declined');
create type urgency as enum ('normal', 'urgent', 'long');

create table query (
  id bigint generated always as identity primary key,
  key text not null unique default new_key(),
  community_id bigint not null references community,
  room_id bigint not null references room,
  thread_id bigint references thread,
  asker_id bigint not null references person,
  state query_state not null,
  via text not null check (via in ('page', 'mail', 'api', 'job')),
  language text not null default 'en',
  asked_text text not null,
  title text not null,
  kinds text[] not null default '{}',
  context text not null default '',
  tried text not null default '',
  purpose text not null default '',
  decision_by date,
  sub_questions text[] not null default '{}' check (cardinality(sub_questions) <= 3),
  reply_by date,
  due_at timestamptz,
  attribution attribution not null default 'named',
  urgency urgency not null default 'normal',
  level text check (level in ('local', 'national', 'regional', 'global')),
  place text,
  version int not null default 1,
  claimed_by bigint references person,
  submitted_at timestamptz,
  posted_at timestamptz,
  extended_at timestamptz,
  closed_at timestamptz,
  published_at timestamptz,
  exit_reason text,
  item_id bigint references item,
  redirected_to text,
  offered bigint[] not null default '{}',
  created_at timestamptz not null default app_now()
);
create unique index query_one_at_a_time on query (asker_id, community_id)
  where state in ('submitted', 'shaping', 'queued', 'gathering', 'closed', 'consolidating', 'in_review');
create index query_community on query (community_id, state, posted_at desc);
create index query_thread on query (thread_id);
select shows('room', 'query', 'key language title kinds context tried purpose sub_questions level place');
select shows('person', 'query', 'via asked_text exit_reason redirected_to');

create table query_topic (query_id bigint not null references query, topic_id bigint not null references topic, primary key (query_id, topic_id));
create index query_topic_topic on query_topic (topic_id);

-- Each wording that was sent to the asker for her yes, and what she said.
create table query_shape (
  query_id bigint not null references query,
  version int not null,
  fields jsonb not null,
  note text not null default '',
  by_id bigint not null references person,
  sent_at timestamptz not null default app_now(),
  answered_at timestamptz,
  answer text check (answer in ('ok', 'changes')),
  answer_text text,
  primary key (query_id, version)
);
select shows('person', 'query_shape', 'note answer answer_text');

create type quote_wish as enum ('name', 'organisation', 'no');
create table response (
  post_id bigint primary key references post,
  query_id bigint not null references query,
  number int not null,
  quote_wish quote_wish not null default 'name',
  offline boolean not null default false,
  additional boolean not null default false,
  place text,
  unique (query_id, number)
);
select shows('room', 'response', 'place');

-- A person who may know: struck out by the coordinator, or asked by name.
create table nudge (
  query_id bigint not null references query,
  person_id bigint not null references person,
  state text not null check (state in ('struck', 'sent', 'phoned')),
  evidence jsonb not null default '{}',
  by_id bigint not null references person,
  at timestamptz not null default app_now(),
  primary key (query_id, person_id)
);
create index nudge_person on nudge (person_id, at) where state = 'sent';
select shows('person', 'nudge', 'state');

create type section as enum ('summary', 'theme', 'agreement', 'disagreement', 'watch_for', 'experience', 'resource', 'contact', 'text');
-- The draft of a consolidated reply, piece by piece. A piece taken over from a response stays linked to it, however it is edited.
create table compile_draft (
  query_id bigint primary key references query,
  version int not null default 0,
  started_at timestamptz not null default app_now(),
  review_sent_at timestamptz,
  review_due_at timestamptz,
  review_answer text check (review_answer in ('ok', 'changes', 'silent')),
  review_note text
);
select shows('person', 'compile_draft', 'review_answer review_note');

create table piece (
  id bigint generated always as identity primary key,
  key text not null unique default new_key(),
  query_id bigint not null references compile_draft,
  section section not null,
  position int not null,
  heading text not null default '',
  text text not null default '',
  post_id bigint references post,
  paragraph int,
  original text,
  version int not null default 1,
  by_id bigint references person,
  updated_at timestamptz not null default app_now()
);
create index piece_query on piece (query_id, section, position);
select shows('person', 'piece', 'key heading text original');
