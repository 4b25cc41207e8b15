/**
 * Who may see a row, said once more and on purpose in other words than the product's own rule: as arrays of person ids, of
 * which 0 is everybody. `readers` for columns that show to the room, `owners` for those that show to the person; a table
 * without either shows its rows to nobody. What the words mean is written in reader-words.ts. A table with text and without
 * a rule here fails the run.
 */
export const rules: Record<string, { readers?: string; owners?: string }> = {
  activity: { owners: 'array[t.actor_id]' },
  address: { owners: 'array[t.person_id]' },
  address_proof: { owners: 'array[t.person_id]' },
  application: {
    owners: 'array[t.person_id] || case when t.proven_at is not null then leaks.keepers(t.community_id) end',
    readers: 'array[t.person_id] || leaks.keepers(t.community_id)',
  },
  application_question: {},
  archive_address: {},
  archive_mail: { readers: 'leaks.of_post(t.post_id)' },
  attachment: { readers: 'leaks.of_post(t.post_id)' },
  automatic_answer: { owners: 'leaks.with_address(t.address)' },
  batch: { owners: 'array[t.by_id] || leaks.keepers(t.community_id)' },
  batch_line: {
    owners:
      '(select array[b.by_id, t.person_id] || leaks.keepers(b.community_id) from batch b where b.id = t.batch_id)',
  },
  bookmark: { owners: 'array[t.person_id]' },
  clock: {},
  community: {},
  connection: { owners: 'array[t.asker_id, t.asked_id]' },
  compile_draft: { owners: 'leaks.around(t.query_id)' },
  done_once: {},
  collection: { owners: 'leaks.of_collection(t.id)' },
  collection_entry: { owners: 'leaks.of_collection(t.collection_id)' },
  draft: { owners: 'array[t.person_id]' },
  file: { readers: 'leaks.of_file(t.sha256)' },
  file_text: { readers: 'leaks.of_file(t.sha256)' },
  // Its name and figures stand on the administrators' list too.
  import: {
    readers: 'case when t.finished_at is not null then leaks.of_room(t.room_id) || leaks.administrators() end',
  },
  import_mail: {},
  // Beside these, whoever was given the reply address that it came to: she is asked whether it is hers.
  inbound_mail: {
    owners: `leaks.with_address(t.from_address) || case when t.state = 'held' then leaks.desk(t.community_id) end`,
  },
  invitation: { owners: 'array[t.person_id, t.by_id]' },
  item: { readers: 'leaks.of_item(t.id)' },
  item_file: { readers: 'leaks.of_item(t.item_id)' },
  item_credit: {},
  item_use: {
    readers: '(select leaks.members(item.community_id) from item where item.id = t.item_id)',
    owners: 'array[t.person_id]',
  },
  item_version: { readers: 'leaks.of_item(t.item_id)' },
  letter_stop: { owners: 'array[t.person_id]' },
  mailbox: { owners: 'leaks.with_address(t.to_address)' },
  membership: { owners: 'array[t.person_id, t.greeted_by] || leaks.keepers(t.community_id)' },
  message_ref: { readers: 'leaks.of_post(t.post_id)' },
  nudge: {},
  outbox: { owners: 'array[t.person_id]' },
  passkey: { owners: 'array[t.person_id]' },
  passkey_challenge: {},
  person: { readers: 'leaks.knowing(t.id)', owners: 'array[t.id]' },
  piece: { owners: 'leaks.around(t.query_id)' },
  planted: {},
  posting: { readers: 'leaks.knowing(t.person_id)', owners: 'array[t.person_id]' },
  post: { readers: 'leaks.of_post(t.id)', owners: 'leaks.writer_and_desk(t.id)' },
  post_version: { readers: 'leaks.of_post(t.post_id)' },
  query: { readers: 'leaks.of_query(t.id)', owners: 'leaks.around(t.id)' },
  query_shape: { owners: 'leaks.around(t.query_id)' },
  rate_count: {},
  recovery_code: {},
  response: { readers: 'leaks.of_post(t.post_id)' },
  role: { readers: 'leaks.members(t.community_id) || leaks.administrators()' },
  search_entry: {
    readers: `case t.kind when 'post' then leaks.of_post(t.subject_id) when 'query' then leaks.of_query(t.subject_id)
      when 'item' then leaks.of_item(t.subject_id)
      when 'item_file' then (select leaks.of_item(item_id) from item_file where id = t.subject_id) end`,
  },
  search_language: {},
  search_word: {},
  session: { owners: 'array[t.person_id]' },
  setting: {},
  sign_in: { owners: 'array[t.person_id]' },
  thread: { readers: 'leaks.of_room(t.room_id)' },
  time_code: {},
  transfer: { owners: 'array[t.person_id, t.by_id] || leaks.administrators()' },
}

/** Where one column of a table is narrower or wider than the others. */
export const exceptions: Record<string, string> = {
  // What was withdrawn keeps its number and its place; its words are gone for everybody.
  'post.body': `case when t.state <> 'withdrawn' then leaks.of_post(t.id) end`,
  'post.body_html': `case when t.state <> 'withdrawn' then leaks.of_post(t.id) end`,
  'post_version.body': `(select case when state <> 'withdrawn' then leaks.of_post(id) end from post where id = t.post_id)`,
  // By its old Message-ID a mail is asked for.
  'archive_mail.mark': 'leaks.of_post(t.post_id)',
  'attachment.name': `(select case when state <> 'withdrawn' then leaks.of_post(id) end from post where id = t.post_id)`,
  // Who wrote under her name, or that of her organisation, stands there also when she has left.
  'person.name': `leaks.knowing(t.id) || leaks.deciding_on(t.id) || leaks.reading_words_of(t.id, 'named')`,
  'person.organisation': `leaks.knowing(t.id) || leaks.deciding_on(t.id) || leaks.reading_words_of(t.id, 'organisation')`,
  'posting.designation': `case when (select show_designation from person where id = t.person_id)
    then leaks.knowing(t.person_id) else array[t.person_id] end`,
  'person.designation': 'case when t.show_designation then leaks.knowing(t.id) end',
}

/** Secrets that one person holds: her own link of signing in. */
export const held: Record<string, string> = { 'sign_in.key': 'owners', 'address_proof.key': 'owners' }

/** Those who work for a community are named on its public page. */
export const onPublicPage = ['person.name', 'person.organisation', 'person.key']

/** Documents, whose words stand for whoever may see the row. */
export const documents: Record<string, 'public' | 'room' | 'person'> = {
  ...{ 'application_question.words': 'public', 'application.answers': 'person', 'archive_mail.left_out': 'room' },
  ...{ 'community.name': 'public', 'community.purpose': 'public', 'community.charter': 'public' },
  ...{ 'community.norms': 'public', 'community.convening_body': 'public', 'community.suitability': 'person' },
  'item.document': 'room',
  'item_version.document': 'room',
  'query_shape.fields': 'person',
  'piece.fields': 'person',
  'batch_line.fields': 'person',
  'nudge.evidence': 'person',
  'inbound_mail.verdict': 'person',
  'activity.data': 'person',
  'done_once.result': 'person',
}
