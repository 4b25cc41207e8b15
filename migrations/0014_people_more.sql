-- Finding people among many; a second address that is proven by a mailed code.

-- Words as they are looked for: small letters without accents, Devanagari without vowel signs.
create function folded(words text) returns text language sql immutable parallel safe strict
  as $$ select translate(lower(public.unaccent('public.unaccent'::regdictionary, words)), 'ािीुूृेैोौंँः़्', '') $$;

create index person_by_name on person (name collate "und-x-icu", id) where state = 'active';
create index person_name_words on person using gin (folded(name) gin_trgm_ops) where state = 'active';
create index person_organisation_words on person using gin (folded(organisation) gin_trgm_ops) where state = 'active';
create index person_service on person (service_id) where state = 'active';
create index person_cadre on person (cadre_id) where state = 'active';
create index person_languages on person using gin (languages) where state = 'active';
create index posting_sector on posting (sector_id) where until is null;

-- Everybody whose page a person may open: the rule of may_know as a set, so that the planner may begin at either end.
create function known_to(reader bigint) returns setof bigint language sql stable rows 10000 as $$
  select theirs.person_id from membership mine join membership theirs using (community_id)
  where mine.person_id = reader and mine.state = 'member' and theirs.state = 'member'
$$;

-- Who is called nearly so; the threshold holds for this question only.
create function people_called(words text) returns table (person_id bigint, nearness real) language sql stable
  set pg_trgm.word_similarity_threshold = 0.4 as $$
  select id, word_similarity(folded(words), folded(name)) from person
  where state = 'active' and folded(words) <% folded(name)
$$;

-- Which of her addresses comes from her office and which stays when she leaves it.
alter table address add column kind text check (kind in ('official', 'personal'));
select shows('person', 'address', 'kind');

-- One try at adding an address. It is hers only when the code that was mailed to it came back; nothing is kept by it before.
create table address_proof (
  id bigint generated always as identity primary key,
  key text not null unique default new_key(),
  person_id bigint not null references person,
  address text not null,
  kind text check (kind in ('official', 'personal')),
  asked_at timestamptz not null default app_now(),
  expires_at timestamptz not null default app_now() + interval '20 minutes',
  tries int not null default 0,
  used_at timestamptz
);
create index address_proof_person on address_proof (person_id, asked_at);
select shows('secret', 'address_proof', 'key');
select shows('person', 'address_proof', 'address kind');

-- A cohort's people, and those of an institution's programmes, are looked up from the other end too.
create index cohort_programme on cohort (programme_id);
create index programme_institution on programme (institution_id);
