-- What whoever keeps the instance looks at, and the Monday of each calendar that is there already.
create index outbox_failed on outbox (send_after) where state = 'failed';
create index clock_tried on clock (due_at) where worked_at is null and attempts >= 3;
insert into clock (kind, subject_id, round, due_at)
  select 'today.monday', id, 0, (date_trunc('week', app_now() at time zone zone) + interval '7 days 7 hours') at time zone zone
  from calendar, zone_or_utc(time_zone) zone
  on conflict do nothing;
