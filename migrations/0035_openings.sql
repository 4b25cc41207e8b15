-- The newest beginnings of each room somebody may read are looked through while she types: those of other rooms are passed by.
create index search_opening_room on search_entry (room_id, at) where opens;
