-- Names are folded by the thousand while they are looked through: most are plain letters, and need no dictionary.
create or replace function folded(words text) returns text language plpgsql immutable parallel safe strict as $$
begin
  return case when octet_length(words) = length(words) then lower(words)
    else translate(lower(public.unaccent('public.unaccent'::regdictionary, words)), 'ािीुूृेैोौंँः़्', '') end;
end $$;
