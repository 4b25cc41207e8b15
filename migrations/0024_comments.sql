-- Three columns of one of a few words each, with the audience of the rows they stand in.
select shows('person', 'collection', 'language');
select shows('person', 'collection_entry', 'kind');
select shows('public', 'institution', 'tier');
