-- Search over everything: all languages that PostgreSQL stems, newest first without reading all, misspelling, suggestions.

-- Words as search compares them: composed, without accents, nukta and joiners; marks of punctuation that the parser takes for letters are spaces.
create function search_plain(words text) returns text language sql immutable parallel safe as $$
  select translate(public.unaccent('public.unaccent'::regdictionary, normalize(words, NFC)),
    U&'\0964\0965\060C\061B\061F\06D4\2026\00AB\00BB\0901\093C\200C\200D\0640\00AD', U&'         \0902')
$$;

create or replace function search_configuration(language text) returns regconfig language sql immutable parallel safe as $$
  select case split_part(language, '-', 1)
    when 'en' then 'english' when 'hi' then 'hindi' when 'fr' then 'french' when 'es' then 'spanish' when 'ar' then 'arabic'
    when 'ta' then 'tamil' when 'ne' then 'nepali' when 'pt' then 'portuguese' when 'ru' then 'russian' when 'id' then 'indonesian'
    when 'da' then 'danish' when 'nl' then 'dutch' when 'fi' then 'finnish' when 'de' then 'german' when 'el' then 'greek'
    when 'hu' then 'hungarian' when 'ga' then 'irish' when 'it' then 'italian' when 'lt' then 'lithuanian' when 'no' then 'norwegian'
    when 'nb' then 'norwegian' when 'nn' then 'norwegian' when 'ro' then 'romanian' when 'sr' then 'serbian' when 'sv' then 'swedish'
    when 'tr' then 'turkish' when 'yi' then 'yiddish' when 'hy' then 'armenian' when 'eu' then 'basque' when 'ca' then 'catalan'
    else 'simple' end::regconfig
$$;

-- The languages that occur here: what somebody looks for is read as these and no others.
create table search_language (language text primary key);
select shows('public', 'search_language', 'language');
insert into search_language select distinct split_part(language, '-', 1) from search_entry;

-- Those of what people write, and of the network's own words.
create function search_configurations() returns setof regconfig language sql stable as $$
  select search_configuration(language) from (
    select language from search_language
    union select jsonb_object_keys(name) from community where jsonb_typeof(name) = 'object'
    union select jsonb_object_keys(name) from topic where jsonb_typeof(name) = 'object') used
  union select 'simple'::regconfig
$$;

-- What is asked, as any of the languages in use would stem it; null when nothing of it can be looked for.
create function search_query(asked text) returns tsquery language sql stable as $$
  select string_agg(distinct '(' || query || ')', ' | ')::tsquery
  from (select websearch_to_tsquery(configuration, public.search_plain(asked))::text as query
    from search_configurations() configuration) read
  where query <> ''
$$;

-- It begins something: a query, an item, the first post of a thread; suggested while typing.
alter table search_entry add column opens boolean not null default false;
update search_entry set opens = kind <> 'post' or exists (select from post where post.id = subject_id and number = 1);

drop index search_title;
drop index search_newest;
-- A common word is found by walking back in time, in all rooms or in each of a few.
create index search_newest on search_entry (at, subject_id, kind);
create index search_room on search_entry (room_id, at, subject_id, kind);
create index search_author on search_entry (author_id, at, subject_id, kind) where author_id is not null;
-- What is not talk is a small part, and looked through on its own.
create index search_things on search_entry using gin (words) where kind <> 'post';
create index search_opening on search_entry (at) where opens;
create index search_opening_title on search_entry using gin (to_tsvector('simple', public.search_plain(title))) where opens;
-- Whether a word is rare or common is read from these figures.
alter table search_entry alter column words set statistics 500;

-- Written without waiting for others who write the same new word, so a word may stand there twice.
alter table search_word drop constraint search_word_pkey;
alter table search_word drop column uses;
alter table search_word add column id bigint generated always as identity primary key;
create index search_word_word on search_word (word);
drop index search_word_trigram;
create index search_word_trigram on search_word using gin (word gin_trgm_ops) with (fastupdate = off);

-- The rooms in which a reader may read at least what is open to the whole room: may_read asked once for each room that can be hers.
create function readable_rooms(reader bigint) returns setof bigint language sql stable as $$
  select room.id from room
  where (room.reach in ('network', 'public')
      or room.community_id in (select community_id from membership where person_id = reader and state = 'member'))
    and may_read(reader, room.id, 'public', false)
$$;

-- Names and words of a document in several languages, each stemmed as its own.
create function search_translated(document jsonb) returns tsvector language plpgsql immutable parallel safe as $$
declare found tsvector := ''; language text; words text;
begin
  if jsonb_typeof(document) <> 'object' then return found; end if;
  for language in select jsonb_object_keys(document) loop
    select string_agg(value #>> '{}', ' ') into words
      from jsonb_path_query(document -> language, 'strict $.**') value where jsonb_typeof(value) = 'string';
    found := found || to_tsvector(public.search_configuration(language), public.search_plain(coalesce(words, '')));
  end loop;
  return found;
end $$;

-- A community is found by its name and by all its charter says; its page is public.
create index community_words on community
  using gin ((setweight(search_translated(name), 'A') || search_translated(purpose) || search_translated(charter) || search_translated(norms)));

-- A person is found by her name, where she works and what she says of herself; who may know her is asked each time.
create function person_words(name text, organisation text, designation text, about text) returns tsvector language sql immutable parallel safe as $$
  select setweight(to_tsvector('simple', public.search_plain(name)), 'A')
    || setweight(to_tsvector('simple', public.search_plain(coalesce(organisation, ''))), 'B')
    || setweight(to_tsvector('simple', public.search_plain(coalesce(designation, ''))), 'C')
    || to_tsvector('simple', public.search_plain(coalesce(about, '')))
$$;
create index person_words on person
  using gin (person_words(name, organisation, case when show_designation then designation end, about));
create index person_name_trigram on person using gin (lower(name) gin_trgm_ops);
