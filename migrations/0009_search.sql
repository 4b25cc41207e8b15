-- The one rule for what a search may find: the thing as it stands now, in its room, with its own audience.
create function may_find(reader bigint, of_kind text, of_subject bigint, in_room bigint) returns boolean
language sql stable as $$
  select case of_kind
    when 'post' then exists (select from post where post.id = of_subject and post.state = 'distributed'
      and may_read(reader, in_room, post.reach, post.staff_only))
    when 'item' then exists (select from item where item.id = of_subject and may_read(reader, in_room, item.reach, item.staff_only))
    when 'query' then exists (select from query where query.id = of_subject and query.posted_at is not null
      and query.state in ('gathering', 'closed', 'consolidating', 'in_review', 'published', 'archived'))
      and may_read(reader, in_room, 'public', false)
    else false
  end
$$;
