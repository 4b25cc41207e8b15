import { type Db, type Id, sql } from '../../platform/db.ts'
import type { Wish } from '../../platform/search.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { listKnownOfCohort } from '../people/index.ts'
import { listPeopleNamed } from './people.ts'

/** What stands in the address: the words and the filters, as they were typed. */
export type Asking = {
  q: string
  kind: string
  community: string
  by: string
  cohort: string
  within: string
  from: string
  until: string
  language: string
}

const LONGEST = 200
export const windows = ['7', '30', '365']

export function readAsking(query: Record<string, string>): Asking {
  const one = (name: keyof Asking, most = 80) => (query[name] ?? '').replaceAll('\0', '').trim().slice(0, most)
  const shaped = (name: keyof Asking, shape: RegExp) => (shape.test(one(name)) ? one(name) : '')
  return {
    q: one('q', LONGEST),
    kind: one('kind'),
    community: one('community'),
    by: one('by'),
    cohort: one('cohort'),
    within: windows.includes(one('within')) ? one('within') : '',
    from: dayOf(one('from')),
    until: dayOf(one('until')),
    language: shaped('language', /^[a-z]{2,3}$/),
  }
}

/** A day that the calendar knows, or nothing. */
function dayOf(text: string): string {
  const [, year] = /^(\d{4})-\d{2}-\d{2}$/.exec(text) ?? []
  const day = new Date(`${text}T00:00:00Z`)
  return year && Number(year) > 1900 && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : ''
}

/** The address of the same search with something changed; what is empty is left out. */
export function addressOf(asking: Asking, changed: Partial<Asking> & { older?: string } = {}): string {
  const named = Object.entries({ ...asking, ...changed }).filter(([, value]) => value)
  return `/search?${new URLSearchParams(named as [string, string][])}`
}

export function isFiltered({ community, by, cohort, within, from, until, language }: Asking): boolean {
  return [community, by, cohort, within, from, until, language].some(Boolean)
}

/** Kinds as they are chosen, and those of the index that each stands for. */
const kindsOf: Record<string, string[]> = {
  post: ['post'],
  query: ['query'],
  item: ['item'],
  file: ['file', 'item_file'],
}

/** The same for the database; a community or a name that is not there finds nothing. */
export async function wishOf(db: Db, viewer: Viewer, asking: Asking): Promise<Wish> {
  const { q, kind, community, by, cohort, language } = asking
  return {
    text: q,
    ...(kind && { kinds: kindsOf[kind] ?? [kind] }),
    ...((community || by || cohort) && { rooms: await listRooms(db, asking) }),
    ...((by || cohort) && { author_ids: await listWriters(db, viewer, asking) }),
    ...(language && { language }),
    ...(await spanOf(db, viewer, asking)),
  }
}

/** Who is called so, who went through this cohort, or who is both. */
async function listWriters(db: Db, viewer: Viewer, { by, cohort }: Asking): Promise<Id[]> {
  const named = by ? (await listPeopleNamed(db, viewer, by)).map(({ id }) => id) : null
  const together = cohort ? await listKnownOfCohort(db, viewer, cohort) : null
  return (named ?? together ?? []).filter((id) => together?.includes(id) ?? true)
}

/** Those of the community; where somebody looks for a writer, only rooms in which writers are named still. */
async function listRooms(db: Db, { community, by, cohort }: Asking): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    select distinct room.id from room join slug using (community_id)
    where (${community} = '' or slug.slug = ${community})
      and (room.attribution = 'named' or ${by === '' && cohort === ''})`.execute(db)
  return rows.map(({ id }) => id)
}

/** Days begin and end where the reader is. */
async function spanOf(db: Db, viewer: Viewer, { within, from, until }: Asking): Promise<{ from?: Date; until?: Date }> {
  if (!within && !from && !until) return {}
  const zone = viewer.person?.time_zone ?? 'Asia/Kolkata'
  const { rows } = await sql<{ from: Date | null; until: Date | null }>`
    select greatest(${from || null}::date::timestamp at time zone ${zone}, app_now() - make_interval(days => ${Number(within) || null}::int)) as from,
      (${until || null}::date + 1)::timestamp at time zone ${zone} as until`.execute(db)
  return { from: rows[0]?.from ?? undefined, until: rows[0]?.until ?? undefined }
}
