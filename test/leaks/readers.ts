/**
 * What a row is in the words of matrix.md, said on purpose apart from the product's own rule: claims, which claims.ts makes of
 * rooms, authors and askers. `readers` for columns that show to the room, `owners` for those that show to the person; a table
 * without either shows its rows to nobody. A table with text and without a rule here fails the run.
 */
export const rules: Record<string, { readers?: string; owners?: string }> = {
  activity: { owners: 'leaks.hers(t.actor_id)' },
  address: { owners: 'leaks.hers(t.person_id)' },
  address_proof: { owners: 'leaks.hers(t.person_id)' },
  fresh_proof: { owners: 'leaks.hers(t.person_id)' },
  application: {
    owners: `case when t.proven_at is null then leaks.hers(t.person_id)
      else leaks.claim('an application', t.community_id, array[t.person_id]) end`,
    readers: `leaks.claim('an application', t.community_id, array[t.person_id])`,
  },
  application_question: {},
  archive_address: {},
  archive_mail: { readers: 'leaks.of_post(t.post_id)' },
  attachment: { readers: 'leaks.of_post(t.post_id)' },
  automatic_answer: { owners: 'leaks.hers(variadic leaks.with_address(t.address))' },
  batch: { owners: `leaks.claim('care for members', t.community_id, array[t.by_id])` },
  batch_line: {
    owners: `(select leaks.claim('care for members', b.community_id, array[b.by_id, t.person_id]) from batch b where b.id = t.batch_id)`,
  },
  bookmark: { owners: 'leaks.hers(t.person_id)' },
  break_glass: { readers: 'leaks.of_look(t.id)' },
  break_glass_page: { readers: 'leaks.of_look(t.break_glass_id)' },
  clock: {},
  community: {},
  connection: { owners: 'leaks.hers(t.asker_id, t.asked_id)' },
  compile_draft: { owners: 'leaks.around(t.query_id)' },
  done_once: {},
  collection: { owners: 'leaks.of_collection(t.id)' },
  collection_entry: { owners: 'leaks.of_collection(t.collection_id)' },
  draft: { owners: 'leaks.hers(t.person_id)' },
  erasure: { owners: 'leaks.hers(t.person_id)' },
  file: { readers: 'leaks.of_file(t.sha256)' },
  file_text: { readers: 'leaks.of_file(t.sha256)' },
  import: { readers: 'leaks.of_import(t)' },
  identity: { owners: 'leaks.hers(t.person_id)' },
  import_mail: {},
  // Beside these, whoever was given the reply address that it came to: she is asked whether it is hers.
  inbound_mail: {
    owners: `case when t.state = 'held' then leaks.claim('a held mail', t.community_id, leaks.with_address(t.from_address))
      else leaks.hers(variadic leaks.with_address(t.from_address)) end`,
  },
  invitation: { owners: `leaks.claim('an invitation', t.community_id, array[t.person_id, t.by_id])` },
  item: { readers: 'leaks.of_item(t.id)' },
  item_file: { readers: 'leaks.of_item(t.item_id)' },
  item_credit: {},
  item_use: {
    readers: 'leaks.of_use(t.item_id, t.person_id)',
    owners: 'leaks.hers(t.person_id)',
  },
  item_version: { readers: 'leaks.of_item(t.item_id)' },
  letter_stop: { owners: 'leaks.hers(t.person_id)' },
  mailbox: { owners: 'leaks.hers(variadic leaks.with_address(t.to_address))' },
  membership: { owners: `leaks.claim('care for members', t.community_id, array[t.person_id, t.greeted_by])` },
  message_ref: { readers: 'leaks.of_post(t.post_id)' },
  nudge: {},
  outbox: { owners: 'leaks.hers(t.person_id)' },
  passkey: { owners: 'leaks.hers(t.person_id)' },
  passkey_challenge: {},
  provider_try: {},
  person: { readers: 'leaks.person(t.id)', owners: 'leaks.hers(t.id)' },
  piece: { owners: 'leaks.around(t.query_id)' },
  planted: {},
  posting: { readers: 'leaks.person(t.person_id)', owners: 'leaks.hers(t.person_id)' },
  post: { readers: 'leaks.of_post(t.id)', owners: 'leaks.desk_and_writer(t.id)' },
  post_version: { readers: 'leaks.of_post(t.post_id)' },
  query: { readers: 'leaks.of_query(t.id)', owners: 'leaks.around(t.id)' },
  query_shape: { owners: 'leaks.around(t.query_id)' },
  rate_count: {},
  recovery_code: {},
  response: { readers: 'leaks.of_post(t.post_id)' },
  role: { readers: `leaks.claim('a role', t.community_id, null)` },
  search_entry: {
    readers: `case t.kind when 'post' then leaks.of_post(t.subject_id) when 'query' then leaks.of_query(t.subject_id)
      when 'item' then leaks.of_item(t.subject_id)
      when 'item_file' then (select leaks.of_item(item_id) from item_file where id = t.subject_id) end`,
  },
  search_language: {},
  search_word: {},
  session: { owners: 'leaks.hers(t.person_id)' },
  setting: {},
  sign_in: { owners: 'leaks.hers(t.person_id)' },
  thread: { readers: 'leaks.of_room(t.room_id)' },
  time_code: {},
  transfer: { owners: `leaks.claim('a move of a person', t.to_id, array[t.person_id, t.by_id])` },
}

/** Where one column of a table is narrower or wider than the others. */
export const exceptions: Record<string, string> = {
  // What was withdrawn keeps its number and its place; its words are gone for everybody.
  'post.body': 'leaks.words_of_post(t.id)',
  'post.body_html': 'leaks.words_of_post(t.id)',
  'post_version.body': 'leaks.words_of_post(t.post_id)',
  // By its old Message-ID a mail is asked for.
  'archive_mail.mark': 'leaks.of_post(t.post_id)',
  'attachment.name': 'leaks.words_of_post(t.post_id)',
  // Who wrote under her name, or that of her organisation, stands there also when she has left.
  'person.name': `leaks.person(t.id) || leaks.at_the_door(t.id) || leaks.uses_by(t.id) || leaks.words_signed_by(t.id, 'named')`,
  'person.organisation': `leaks.person(t.id) || leaks.at_the_door(t.id) || leaks.uses_by(t.id) || leaks.words_signed_by(t.id, 'organisation')`,
  'posting.designation': `case when (select show_designation from person where id = t.person_id)
    then leaks.person(t.person_id) else leaks.hers(t.person_id) end`,
  'person.designation': 'case when t.show_designation then leaks.person(t.id) end',
}

/** Secrets that one person holds: her own link of signing in. */
export const held: Record<string, string> = {
  'sign_in.key': 'owners',
  'erasure.key': 'owners',
  'address_proof.key': 'owners',
  'fresh_proof.key': 'owners',
}

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
