import type { Kysely } from 'kysely'
import { type Db, type Id, sql, type Tables } from '../../../platform/db.ts'
import { Unfit } from '../../../platform/errors.ts'
import { type Community, findCommunity } from '../../communities/index.ts'
import { type Counts, findUnfinished, type Import } from '../reads.ts'
import type { Fault } from './counting.ts'
import { finishImport } from './finish.ts'
import { readArchive } from './reading.ts'
import { listSources, UnreadableArchive } from './sources.ts'

export type Wish = {
  path: string
  community: string
  /** What the archive is called beside its posts; the name of the file, if nothing is said. */
  name?: string
  room?: Id
  /** Never wider than this, however wide the room is or becomes: the writers of old wrote for their list. */
  reach?: Import['reach']
  staff_only?: boolean
}

/** Told how far it is: bytes of the files, mails read, posts put in. */
export type Progress = {
  begin: (bytes: number, continued: boolean) => void
  bytes: (count: number) => void
  mails: (count: number) => void
  posts: (done: number, all: number) => void
}

export type Outcome = { counts: Counts; faults: Fault[]; name: string; key: string }

/** Brings an archive in: reads it to the end, unseen, then shows all of it at once. What broke off goes on where it stopped. */
export async function importArchive(db: Kysely<Tables>, wish: Wish, progress: Progress): Promise<Outcome> {
  const community = await findCommunity(db, wish.community)
  const sources = await listSources(wish.path)
  return alone(db, community, async () => {
    const { found, continued } = await openImport(db, community, wish)
    progress.begin(
      sources.reduce((sum, { size }) => sum + size, 0),
      continued,
    )
    await readArchive(db, { id: found.id, language: community.language, latest: found.started_at }, sources, progress)
    await refuseNothing(db, found, wish.path)
    const done = await finishImport(db, found, progress.posts)
    return { ...done, name: found.name, key: found.key }
  })
}

/** Takes back what an unfinished import has read; nobody has seen any of it. */
export async function discardImport(db: Kysely<Tables>, slug: string): Promise<Import | undefined> {
  const community = await findCommunity(db, slug)
  return alone(db, community, async () => {
    const found = await findUnfinished(db, community.id)
    if (found) await db.deleteFrom('import').where('id', '=', found.id).execute()
    return found
  })
}

/** One import at a time for a community; the lock goes with the process that holds it, however that ends. */
async function alone<T>(db: Kysely<Tables>, community: Community, act: () => Promise<T>): Promise<T> {
  return db.connection().execute(async (connection) => {
    const key = sql`hashtext('copse.import'), ${community.id}::int`
    const { rows } = await sql<{ held: boolean }>`select pg_try_advisory_lock(${key}) as held`.execute(connection)
    if (!rows[0]?.held) {
      throw new Unfit(
        `Another import into ${community.title} is running. Wait until it has ended, then begin this one.`,
      )
    }
    try {
      return await act()
    } finally {
      await sql`select pg_advisory_unlock(${key})`.execute(connection)
    }
  })
}

async function openImport(db: Db, community: Community, wish: Wish): Promise<{ found: Import; continued: boolean }> {
  const name = wish.name ?? nameOf(wish.path)
  const room = await findRoom(db, community, wish.room)
  const open = await findUnfinished(db, community.id)
  if (open && (open.name !== name || open.room_id !== room.id)) {
    throw new Unfit(
      `An import of “${open.name}” into ${community.title} is unfinished. Give the same command as then to go on, or discard it: copse import mbox --discard --community ${wish.community}`,
    )
  }
  if (open) return { found: open, continued: true }
  const { reach = 'community', staff_only = false } = wish
  const values = {
    community_id: community.id,
    room_id: room.id,
    name,
    reach,
    staff_only: staff_only || room.staff_only,
  }
  const found = await db.insertInto('import').values(values).returningAll().executeTakeFirstOrThrow()
  return { found, continued: false }
}

/** Old mails carry names: they go where writers are named, and nowhere else. */
async function findRoom(db: Db, { id, room_id, title }: Community, wished: Id = room_id) {
  const room = await db
    .selectFrom('room')
    .select(['id', 'attribution', 'staff_only'])
    .where('id', '=', wished)
    .where('community_id', '=', id)
    .executeTakeFirst()
  if (!room) throw new Unfit(`${title} has no room ${wished}.`)
  if (room.attribution !== 'named')
    throw new Unfit(`Writers are not named in this room of ${title}, and the mails of an archive carry names.`)
  return room
}

function nameOf(path: string): string {
  const last =
    path
      .replace(/[/\\]+$/, '')
      .split(/[/\\]/)
      .at(-1) ?? path
  return last.replace(/(\.(mbox|txt|mbx|eml))?(\.gz)?$/i, '')
}

/** A file in which no mail was found is not an empty archive but another file. */
async function refuseNothing(db: Db, { id }: Import, path: string) {
  const { rows } = await sql<{ any: boolean }>`
    select exists (select from import_mail where import_id = ${id} and trouble is null) as any`.execute(db)
  if (rows[0]?.any) return
  await db.deleteFrom('import').where('id', '=', id).execute()
  throw new UnreadableArchive(
    `No mail was found in ${path}, so nothing was imported. Is it an mbox file, or a folder of them?`,
  )
}
