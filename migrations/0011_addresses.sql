-- Whoever gets a letter is looked up with all her addresses, a hundred people at a time.
create index address_person on address (person_id);
