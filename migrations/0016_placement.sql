-- An area belongs to one region at most on any day, whoever edits the map; `until` is the last day.
alter table region_area add constraint region_area_days check (until is null or until >= since);
alter table region_area add constraint region_area_once
  exclude using gist (int8range(area_id, area_id, '[]') with &&, daterange(since, until, '[]') with &&);

-- Where an area without a region might belong; shown to the administrator, never taken by itself.
create table region_suggestion (
  area_id bigint primary key references area,
  community_id bigint not null references community
);

-- The day it is where the network is at home.
create function network_today() returns date language sql stable as $$
  select coalesce((select today_in(time_zone) from community join calendar on calendar.id = calendar_id where parent_id is null),
    app_now()::date)
$$;

-- The region of a place on a day: its own, or that of the nearest larger place it lies in; null where there is none.
create function region_of(of_area bigint, day date) returns bigint language sql stable as $$
  with recursive up as (
    select id, parent_id, 0 as step from area where id = of_area
    union all select area.id, area.parent_id, step + 1 from area join up on area.id = up.parent_id
  )
  select community_id from up join region_area on area_id = up.id and day between since and coalesce(until, 'infinity')
  order by step limit 1
$$;

-- The posting that the question came of: whoever said no to it is not asked again.
alter table transfer add column posting_id bigint references posting;
create index transfer_person on transfer (person_id, id desc);
create index person_area on person (area_id) where state = 'active';

-- In which characters the file was written, as far as can be told.
alter table batch add column encoding text not null default 'utf-8';
select shows('person', 'batch', 'encoding');
-- What came of a line: the move that was proposed, and when all that follows her yes was done.
alter table batch_line add column transfer_id bigint references transfer;
alter table batch_line add column settled_at timestamptz;
create index batch_line_person on batch_line (person_id) where person_id is not null;
