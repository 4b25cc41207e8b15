-- The directory walks along the names: what it looks at on the way stands in the index itself, and no row is fetched for it.
drop index person_by_name;
create index person_by_name on person (name collate "und-x-icu", id) include (key, state) where state = 'active';
