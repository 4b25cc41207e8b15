-- One digest for one person and day; it gathers what came since the one before.
create table digest (
  id bigint generated always as identity primary key,
  person_id bigint not null references person,
  "on" date not null,
  since timestamptz not null,
  until timestamptz not null,
  unique (person_id, "on")
);
