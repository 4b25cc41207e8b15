-- Most words are plain letters, which stay as they are: they need no dictionary.
create or replace function search_plain(words text) returns text language plpgsql immutable parallel safe as $$
begin
  return case when octet_length(words) = length(words) then words
    else translate(public.unaccent('public.unaccent'::regdictionary, normalize(words, NFC)),
      U&'\0964\0965\060C\061B\061F\06D4\2026\00AB\00BB\0901\093C\200C\200D\0640\00AD', U&'         \0902') end;
end $$;
