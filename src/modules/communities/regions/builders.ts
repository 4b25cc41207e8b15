import { type Actor, plantMember, plantPerson, plantRole, type World } from '../../../../test/world.ts'
import { sql } from '../../../platform/db.ts'

/** Two administrators, four areas of a country: Punjab and Delhi are of North, Karnataka of South, Goa of none. */
export async function plantMap(world: World): Promise<{ ira: Actor; jai: Actor }> {
  const { db, network, north, south } = world
  await sql`insert into area (code, name) values ('IN', '{"en":"India"}')`.execute(db)
  await sql`insert into area (code, name, parent_id) select code, name::jsonb, (select id from area where code = 'IN') from (values
    ('IN-PB', '{"en":"Punjab","hi":"पंजाब"}'), ('IN-DL', '{"en":"Delhi","hi":"दिल्ली"}'),
    ('IN-KA', '{"en":"Karnataka","hi":"कर्नाटक"}'), ('IN-GA', '{"en":"Goa","hi":"गोवा"}')) given (code, name)`.execute(
    db,
  )
  await sql`insert into region_area (community_id, area_id, since)
    select case code when 'IN-KA' then ${south.id}::bigint else ${north.id} end, id, network_today() - 400
    from area where code in ('IN-PB', 'IN-DL', 'IN-KA')`.execute(db)
  await sql`insert into region_suggestion (area_id, community_id) select id, ${south.id} from area where code = 'IN-GA'`.execute(
    db,
  )
  const [ira, jai] = [await plantPerson(db, 'Ira'), await plantPerson(db, 'Jai')]
  for (const { id } of [ira, jai]) {
    await plantMember(db, id, network.id)
    await plantRole(db, id, network.id, 'administrator')
  }
  return { ira, jai }
}

export async function areaId({ db }: World, code: string) {
  return (await db.selectFrom('area').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id
}
