-- What was planted, whole: a section whose module does not exist yet is taken when it arrives.
create table planted (name text primary key, document jsonb not null, at timestamptz not null default app_now());
select shows('secret', 'planted', 'name');
