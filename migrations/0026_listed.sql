-- Whom the directory of people shows a person: herself, and those who let themselves be listed in a community of hers.
-- Whose page she may open is known_to and may_know: somebody unlisted still stands beside her own words.
create index membership_listed on membership (community_id, person_id) where state = 'member' and listed;
create function listed_to(reader bigint) returns setof bigint language sql stable rows 10000 as $$
  select mine.person_id from membership mine where mine.person_id = reader and mine.state = 'member'
  union all
  select theirs.person_id from membership theirs where theirs.state = 'member' and theirs.listed
    and theirs.community_id = any (array(
      select mine.community_id from membership mine where mine.person_id = reader and mine.state = 'member'))
$$;
