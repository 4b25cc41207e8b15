-- How many belong to a community, without counting them: what came and went is added up as it happens.

create table member_tally (
  id bigint generated always as identity primary key,
  community_id bigint not null references community,
  members int not null
);
create index member_tally_community on member_tally (community_id);

create function members_of(community bigint) returns int language sql stable as $$
  select coalesce(sum(members), 0)::int from member_tally where community_id = community
$$;

-- Takes the rows that nobody else is changing into one: whoever joins at the same moment adds a row and waits for none.
create function add_members(community bigint, many bigint) returns void language sql as $$
  with folded as (delete from member_tally
    where id = any (array(select id from member_tally where community_id = community for update skip locked)) returning members)
  insert into member_tally (community_id, members) select community, many + coalesce(sum(members), 0) from folded
$$;

-- The memberships themselves have the last word: for rows that came past the triggers.
create function recount_members() returns void language sql as $$
  select add_members(id, counted - members_of(id))
  from (select id, (select count(*) from membership where community_id = community.id and state = 'member') as counted
    from community offset 0) each
  where counted <> members_of(id)
$$;

create function tally_members() returns trigger language plpgsql as $$
begin
  case tg_op
    when 'INSERT' then
      perform add_members(community_id, count(*)) from come where state = 'member' group by community_id;
    when 'DELETE' then
      perform add_members(community_id, -count(*)) from gone where state = 'member' group by community_id;
    else
      perform add_members(community_id, sum(change)::bigint) from (
        select community_id, 1 as change from come where state = 'member'
        union all select community_id, -1 from gone where state = 'member') each
      group by community_id having sum(change) <> 0;
  end case;
  return null;
end $$;
create trigger members_come after insert on membership referencing new table as come
  for each statement execute function tally_members();
create trigger members_go after delete on membership referencing old table as gone
  for each statement execute function tally_members();
create trigger members_change after update on membership referencing old table as gone new table as come
  for each statement execute function tally_members();

select recount_members();

-- The last life of a community and what came lately, however much of another kind came since.
create index activity_verb on activity (community_id, verb, at desc);
-- The newest talk of a room, beside whatever else is said in the community.
create index thread_room on thread (room_id, active_at desc, id desc) where kind = 'talk';
drop index thread_talk;

-- The same rule, in a shape that looks at one person in one step.
create or replace function known_to(reader bigint) returns setof bigint language sql stable rows 10000 as $$
  select theirs.person_id from membership theirs where theirs.state = 'member' and theirs.community_id = any (array(
    select mine.community_id from membership mine where mine.person_id = reader and mine.state = 'member'))
$$;
