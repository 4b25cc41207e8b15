import { sql } from '../../../src/platform/db.ts'
import { openToHer } from '../../leaks/cast.ts'
import type { LaidStage } from '../stage.ts'

const SAID = { en: 'So it is.' }
const CHARTER = {
  ...{ rationale: SAID, domain: SAID, for_whom: SAID, selection: SAID },
  ...{ intended_outcomes: [SAID], expect: [SAID], not_expect: [SAID] },
}

const laid = new WeakSet<object>()

/** What a network has that the ground of the leaks has not: a map, institutions, holidays, terms, words about itself. */
export async function layMore({ world, ground }: LaidStage) {
  if (laid.has(world)) return
  laid.add(world)
  const { db, north, south } = world
  await openToHer(world, ground.gil, ground.ned)
  await sql`insert into area (code, name) values ('KA', '{"en":"Area"}')`.execute(db)
  await sql`insert into region_area (community_id, area_id, since) select ${north.id}, id, '2020-01-01' from area`.execute(
    db,
  )
  await sql`insert into term (kind, key, name) select kind, 'term', '{"en":"Term"}' from unnest(enum_range(null::term_kind)) kind`.execute(
    db,
  )
  await sql`insert into institution (key, name, area_id, site) select 'school', '{"en":"School"}', id, 'https://example.org' from area`.execute(
    db,
  )
  await sql`insert into holiday (calendar_id, "on", name) select id, network_today() + 2, '{"en":"Holiday"}' from calendar`.execute(
    db,
  )
  await sql`insert into elsewhere (name, about, link, by_id) values ('Elsewhere', 'About it', 'https://example.org', ${ground.ned.id}),
      ('By post', '', 'https://example.org/post', ${ground.ned.id})`.execute(db)
  await sql`update piece set fields = fields || '{"why":"Because so.","detail":"On page two.","result":"It worked so."}'`.execute(
    db,
  )
  await sql`update community set suitability = '{"people":"So they are."}' where id = ${north.id}`.execute(db)
  await sql`insert into fresh_proof (session_id, person_id, path, back, fields, mailed_at)
    select id, person_id, '/me/addresses', '/me/addresses', '{"name":"So it is."}', app_now() from session where person_id = ${ground.ana.id}`.execute(
    db,
  )
  await sql`update compile_draft set review_answer = 'changes'`.execute(db)
  await sql`insert into community_link (from_id, to_id, kind) values (${north.id}, ${south.id}, 'sister')`.execute(db)
  await sql`update community set purpose = ${JSON.stringify(SAID)}::jsonb, charter = ${JSON.stringify(CHARTER)}::jsonb,
    norms = '{"en":["So it is."]}'`.execute(db)
  await sql`update programme set about = ${JSON.stringify(SAID)}::jsonb, institution_id = (select id from institution),
    materials = '[{"title":"A book of it","href":"https://example.org"}]'`.execute(db)
}
