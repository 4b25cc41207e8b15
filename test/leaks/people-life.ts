import { sql } from '../../src/platform/db.ts'
import type { Actor, World } from '../world.ts'

/** What people say of themselves and of each other: postings shown and not, a tie that is open, an address half proven. */
export async function layPeople({ db }: World, { dee, lea, ana }: Record<'dee' | 'lea' | 'ana', Actor>, say: Say) {
  for (const { id } of [dee, lea])
    await sql`insert into posting (person_id, designation, organisation, since, until, source)
      values (${id}, ${say('Engineer')}, ${say('Office')}, '2020-01-01', '2021-01-01', 'self'),
        (${id}, ${say('Director')}, ${say('Board')}, '2021-01-02', null, 'administrator')`.execute(db)
  await sql`update person set show_designation = true, shows_ties = true, on_my_desk = ${say('Dry wells')},
    motives = array[${say('Career')}] where id = ${lea.id}`.execute(db)
  await sql`insert into connection (asker_id, asked_id, line, answered_at, answer)
    values (${dee.id}, ${lea.id}, ${say('Floods')}, null, null), (${ana.id}, ${lea.id}, ${say('Dams')}, app_now(), 'yes')`.execute(
    db,
  )
  await sql`insert into cohort (key, name) values ('cohort-one', '{"en":"Cohort One"}')`.execute(db)
  await sql`insert into programme (key, name) values ('programme-one', '{"en":"Programme One"}')`.execute(db)
  await sql`insert into cohort_person (cohort_id, person_id) select cohort.id, person.id from cohort, person
    where person.id in (${dee.id}, ${lea.id})`.execute(db)
  await sql`insert into address_proof (person_id, address, kind) values (${dee.id}, 'dee.other@example.org', 'personal')`.execute(
    db,
  )
}

type Say = (text: string) => string
