-- The library as a document library: kinds, levels, files, topics; collections of people, and the starter path of a community.

alter type item_kind add value if not exists 'academic_paper';
alter type item_kind add value if not exists 'article';
alter type item_kind add value if not exists 'newsletter';
alter type item_kind add value if not exists 'micro_learning';

-- How far what it tells reaches; a consolidated reply of the network as a whole is national.
alter table item add column level text not null default 'regional' check (level in ('local', 'regional', 'national', 'global'));
update item set level = 'national' from community where community.id = item.community_id and community.parent_id is null;
alter table item add column minutes int check (minutes between 1 and 600);
alter table item add column stage text check (stage in ('idea', 'trial', 'proven'));
alter table item add column link text;
alter table item add column withdrawn_at timestamptz;
alter table item add column withdrawn_by bigint references person;
select shows('room', 'item', 'level stage link');

alter table item_credit drop constraint item_credit_part_check;
alter table item_credit add constraint item_credit_part_check
  check (part in ('asked', 'responded', 'compiled', 'researched', 'added'));

create table item_topic (item_id bigint not null references item, topic_id bigint not null references topic, primary key (item_id, topic_id));
create index item_topic_topic on item_topic (topic_id);

create table item_file (
  id bigint generated always as identity primary key,
  key text not null unique default new_key(),
  item_id bigint not null references item,
  sha256 text not null references file,
  name text not null,
  type text not null,
  size bigint not null,
  at timestamptz not null default app_now(),
  removed_at timestamptz
);
create index item_file_item on item_file (item_id, id);
create index item_file_content on item_file (sha256);
create index attachment_content on attachment (sha256);
select shows('room', 'item_file', 'key sha256 name type');

-- A person's own, read by others only where she shared it; or the starter path of a community, which coordinators keep.
create table collection (
  id bigint generated always as identity primary key,
  key text not null unique default new_key(),
  person_id bigint references person,
  community_id bigint references community,
  is_starter boolean not null default false,
  title text not null,
  note text not null default '',
  language text not null default 'en',
  version int not null default 1,
  at timestamptz not null default app_now(),
  check ((person_id is null) = is_starter and (community_id is not null or not is_starter))
);
create unique index collection_starter on collection (community_id) where is_starter;
create index collection_person on collection (person_id);
create index collection_community on collection (community_id) where not is_starter;
select shows('person', 'collection', 'key title note');

create table collection_entry (
  id bigint generated always as identity primary key,
  key text not null unique default new_key(),
  collection_id bigint not null references collection on delete cascade,
  position int not null,
  kind text not null check (kind in ('item', 'thread', 'post', 'person', 'link')),
  subject_id bigint,
  title text not null default '',
  link text,
  note text not null default '',
  at timestamptz not null default app_now(),
  check ((kind = 'link') = (subject_id is null) and (kind = 'link') = (link is not null))
);
create unique index collection_entry_once on collection_entry (collection_id, kind, subject_id) where subject_id is not null;
create index collection_entry_order on collection_entry (collection_id, position, id);
select shows('person', 'collection_entry', 'key title link note');

-- A file is found where that which it belongs to is; what was withdrawn is not. The other kinds stay as they are.
do $migration$
begin
  execute replace(
    replace(pg_get_functiondef('may_find(bigint,text,bigint,bigint)'::regprocedure),
      'item.id = of_subject and', 'item.id = of_subject and item.withdrawn_at is null and'),
    'else false', $cases$when 'file' then exists (select from attachment join post on post.id = attachment.post_id
      where attachment.id = of_subject and post.state = 'distributed' and may_read(reader, in_room, post.reach, post.staff_only))
    when 'item_file' then exists (select from item_file join item on item.id = item_file.item_id
      where item_file.id = of_subject and removed_at is null and item.withdrawn_at is null
        and may_read(reader, in_room, item.reach, item.staff_only))
    else false$cases$);
end $migration$;
