-- Whose whole name is near to these words; the index then passes over all that is farther, for this question only.
create function people_near(words text) returns setof bigint language sql stable
  set pg_trgm.similarity_threshold = 0.45 as $$
  select id from person where state = 'active' and lower(name) % lower(words)
$$;
