-- What was read whole before a few of it were shown.

-- The newest of the library of all communities, for Today.
create index item_newest on item (published_at desc, id desc) where withdrawn_at is null;
-- In which languages and for whom something stands in a community, without reading the documents.
create index item_audience on item (community_id, language, room_id, reach, staff_only) where withdrawn_at is null;
