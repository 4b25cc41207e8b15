-- The words of files, taken out in a process of their own; whoever owns a file says who may find it by them.
create table file_text (
  id bigint generated always as identity primary key,
  sha256 text not null unique references file,
  state text not null default 'waiting' check (state in ('waiting', 'read', 'empty', 'refused')),
  reason text check (reason in ('kind', 'archive', 'too_large', 'too_many_parts', 'too_slow', 'too_much_memory', 'locked', 'broken', 'missing')),
  text text,
  at timestamptz not null default app_now(),
  worked_at timestamptz
);
select shows('room', 'file_text', 'sha256 state reason text');
