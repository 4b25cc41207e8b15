import { type Db, type Id, sql } from '../../src/platform/db.ts'
import type { Directory, Reader } from '../../src/platform/mail/directory.ts'

/** What the program's modules answer to the mail, from the few tables of the mail's own world. */
export const directory: Directory = {
  listReaders,
  viewerOf: async (db, person_id) => (await listReaders(db, [person_id]))[0]?.viewer ?? null,
  findSender: async (db, address) => {
    const found = db.selectFrom('address').select(['person_id', 'address']).where('address', '=', address)
    return (await found.executeTakeFirst()) ?? null
  },
  findMailName: async (db, local_part) => {
    const found = db
      .selectFrom('mail_name')
      .select(['community_id', 'local_part as name'])
      .where('local_part', '=', local_part)
    return (await found.executeTakeFirst()) ?? null
  },
  isMember: (viewer, community_id) => viewer.memberships.some((one) => one.community_id === community_id),
  noteBounce: async (tx, person_id, { hard, status }) => {
    await sql`insert into bounced values (${person_id}, ${hard}, ${status ?? null})`.execute(tx)
  },
  stopMail: async (tx, person_id, community_id) => {
    await sql`insert into stopped values (${person_id}, ${community_id})`.execute(tx)
  },
}

type Row = {
  id: Id
  key: string
  name: string
  language: string
  time_zone: string
  epoch: number
  address: string
  communities: Id[]
}

async function listReaders(db: Db, ids: Id[]): Promise<Reader[]> {
  const { rows } = await sql<Row>`
    select person.id, key, name, language, time_zone, epoch, address,
      array(select community_id::int from membership where membership.person_id = person.id and membership.state = 'member') communities
    from person join address on address.person_id = person.id and bounced_at is null
    where person.id = any(${ids}) and person.state = 'active'`.execute(db)
  return rows.map(({ epoch, address, communities, ...person }) => ({
    viewer: {
      door: 'mail',
      person,
      memberships: communities.map((community_id) => ({ community_id, class: 'internal', delivery: 'each' })),
      roles: [],
      session_id: null,
    },
    address,
    epoch,
  }))
}
