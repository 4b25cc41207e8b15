import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Kysely } from 'kysely'
import type { Id, Tables } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { listCohorts } from '../../people/index.ts'
import { listDeciders } from '../doors/reads.ts'
import { type Community, findCommunity } from '../reads.ts'
import { viewerOf } from '../viewer.ts'
import { confirmBatch, dropBatch, takeInvitations } from './actions.ts'
import { findBatch } from './find.ts'
import { type Batch, countResults, listLines, type Result } from './reads.ts'
import { readTable } from './table.ts'
import { resultInWords, troubleOf } from './troubles.ts'
import { workPart } from './work.ts'

export type Screen = { show: (done: number, of: number, what: string) => void; clear: () => void }

const USAGE = 'copse invite FILE --community NAME [--cohort KEY] [--why SENTENCE] [--yes]'

/** The same as the page: shows what would happen, and sends with --yes. Gives the exit code. */
export async function inviteByCommand(db: Kysely<Tables>, given: string[], screen: Screen): Promise<number> {
  const wish = readWish(given)
  if (!wish) return complain(USAGE, 64)
  const bytes = await readFile(wish.file).catch(() => null)
  if (!bytes) return complain(`${wish.file} cannot be read.`, 66)
  const table = readTable(bytes, ['name', 'address'])
  if (!table.ok) return complain(table.problem, 65)
  const found = await findInviter(db, wish)
  if ('missing' in found) return complain(found.missing, 65)

  const { community, viewer, cohort_id } = found
  const file = { table, file_name: wish.file.split('/').at(-1) ?? '', cohort_id, why: wish.why, once: undefined }
  const key = await takeInvitations(db, viewer, community.id, file)
  const batch = await findBatch(db, viewer, { kind: 'invitations', community_id: community.id }, key)
  await printPreview(db, batch, community)
  return wish.yes ? send(db, viewer, batch, screen) : leave(db, viewer, batch)
}

function complain(sentence: string, code: number): number {
  console.error(sentence)
  return code
}

type Wish = { file: string; community: string; cohort?: string; why: string; yes: boolean }

function readWish(given: string[]): Wish | null {
  try {
    const text = { type: 'string' } as const
    const options = { community: text, cohort: text, why: text, yes: { type: 'boolean' } } as const
    const { values, positionals } = parseArgs({ args: given, options, allowPositionals: true })
    const [file] = positionals
    if (!file || !values.community || positionals.length > 1) return null
    return { file, community: values.community, cohort: values.cohort, why: values.why ?? '', yes: values.yes ?? false }
  } catch {
    return null
  }
}

type Inviter = { community: Community; viewer: Viewer; cohort_id: Id | null }

async function findInviter(db: Kysely<Tables>, wish: Wish): Promise<Inviter | { missing: string }> {
  const community = await findCommunity(db, wish.community).catch((error) => {
    if (error instanceof NotFound) return null
    throw error
  })
  if (!community) return { missing: `There is no community ${wish.community}.` }
  const cohort = wish.cohort ? (await listCohorts(db)).find(({ key }) => key === wish.cohort) : undefined
  if (wish.cohort && !cohort) return { missing: `There is no cohort ${wish.cohort}.` }
  const viewer = await findKeeper(db, community.id)
  return viewer
    ? { community, viewer, cohort_id: cohort?.id ?? null }
    : { missing: `${community.title} has no coordinator, and the network no administrator.` }
}

/** In whose name it is sent: the first coordinator’s, or else the administrator’s. */
async function findKeeper(db: Kysely<Tables>, community_id: Id): Promise<Viewer | null> {
  const [keeper] = await listDeciders(db, community_id)
  return keeper ? viewerOf(db, keeper.person_id, 'job') : null
}

const LEFT: Result[] = ['fault', 'duplicate', 'known', 'refused']

async function printPreview(db: Kysely<Tables>, batch: Batch, community: Community) {
  const counts = await countResults(db, batch)
  for (const one of await listLines(db, batch)) {
    if (LEFT.includes(one.result))
      console.log(`line ${one.line}: ${one.name || one.address} (${resultInWords(one.result)}): ${troubleOf(one)}`)
  }
  const left = LEFT.filter((one) => counts[one] > 0).map((one) => `${counts[one]} ${resultInWords(one)}`)
  console.log([`${counts.ready} can be invited to ${community.title}`, ...left].join(', '))
}

async function send(db: Kysely<Tables>, viewer: Viewer, batch: Batch, screen: Screen): Promise<number> {
  const { ready } = await countResults(db, batch)
  await confirmBatch(db, viewer, batch, undefined)
  for (let done = 0, part = 1; part > 0; done += part) {
    screen.show(done, ready, 'invited')
    part = await workPart(db, batch.id)
  }
  screen.clear()
  const { asked } = await countResults(db, batch)
  console.log(`${asked} invited. The letters go out while Copse runs.`)
  return 0
}

async function leave(db: Kysely<Tables>, viewer: Viewer, batch: Batch): Promise<number> {
  await dropBatch(db, viewer, batch, undefined)
  console.log('Nothing is sent. The same command with --yes sends it.')
  return 0
}
