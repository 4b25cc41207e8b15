import type { Db, Id } from '../../../platform/db.ts'
import { findPeopleByAddress } from '../../people/index.ts'
import { addressOf, type Lists, readFields, readLists } from './cells.ts'
import { type Current, listCurrent } from './current.ts'
import type { Fields } from './reads.ts'
import { listStandings, type Stands } from './standing.ts'
import type { Row } from './table.ts'

export type State = 'ready' | 'fault' | 'duplicate' | 'known' | 'refused'
/** A line as it was read, and what is wrong with it or else may be done. */
export type Judged = {
  line: number
  name: string
  address: string
  fields: Fields
  person_id: Id | null
  state: State
  trouble: string | null
}

type People = Awaited<ReturnType<typeof findPeopleByAddress>>
type Person = { person_id: Id; name: string; state: string }
type Seen = Map<string | Id, number>

/**
 * Each line of a file of invitations; nothing is written. `among: 'own'` where nothing is to be told of who is known in the
 * network: of whoever does not stand to this community yet, the file learns no more than of a stranger.
 */
export async function judgeInvitees(
  db: Db,
  community_id: Id,
  rows: Row[],
  among: 'all' | 'own' = 'all',
): Promise<Judged[]> {
  const [lists, all] = [await readLists(db), await findPeople(db, rows)]
  const standings = await listStandings(db, community_id, idsOf(all))
  const people = among === 'all' ? all : new Map([...all].filter(([, { person_id }]) => standings.has(person_id)))
  const seen: Seen = new Map()
  return rows.map((row) => {
    const read = readLine(row, lists)
    const person = find(people, read)
    const trouble = read.trouble ?? (row.cells.name ? null : 'no-name') ?? clash(people, read, person)
    if (trouble) return { ...read, state: 'fault', trouble }
    const first = firstOf(seen, read, person)
    if (first) return { ...read, state: 'duplicate', trouble: 'twice', fields: { ...read.fields, first } }
    return { ...read, person_id: person?.person_id ?? null, ...standingOf(person, standings) }
  })
}

/** Each line of a file of postings: only members are in it. */
export async function judgePostings(db: Db, rows: Row[]): Promise<Judged[]> {
  const [lists, people] = [await readLists(db), await findPeople(db, rows)]
  const current = await listCurrent(db, idsOf(people))
  const seen: Seen = new Map()
  return rows.map((row) => {
    const read = readLine(row, lists)
    const person = find(people, read)
    const now = current.get(person?.person_id ?? 0)
    const trouble =
      read.trouble ??
      (person ? null : 'unknown-address') ??
      (now ? null : 'no-member') ??
      (read.fields.area ? null : 'no-area')
    const known = { ...read, name: person?.name ?? read.name, person_id: person?.person_id ?? null }
    if (trouble) return { ...known, state: 'fault', trouble }
    const first = firstOf(seen, read, person)
    if (first) return { ...known, state: 'duplicate', trouble: 'twice', fields: { ...read.fields, first } }
    return isSame(read.fields, now) ? { ...known, state: 'known', trouble: 'same' } : known
  })
}

function findPeople(db: Db, rows: Row[]): Promise<People> {
  const cells = rows.flatMap(({ cells }) => [cells.address, cells.second_address])
  return findPeopleByAddress(
    db,
    cells.flatMap((cell) => addressOf(cell ?? '') ?? []),
  )
}

function idsOf(people: People): Id[] {
  return [...new Set([...people.values()].map(({ person_id }) => person_id))]
}

function readLine({ line, cells }: Row, lists: Lists): Judged {
  const { address: typed = '', name = '', ...rest } = cells
  const address = addressOf(typed)
  const { fields, trouble } = readFields({ ...rest, ...(name ? { name } : {}) }, lists)
  const wrong = address ? trouble : typed ? 'bad-address' : 'no-address'
  const short = { name: name.slice(0, 200), address: (address ?? typed).slice(0, 254) }
  return {
    line,
    ...short,
    fields: shortened(fields),
    person_id: null,
    state: 'ready',
    trouble: name.length > 120 ? 'too-long' : wrong,
  }
}

/** A file full of one endless cell is not kept. */
function shortened(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, 300) : value]),
  )
}

function find(people: People, { address, fields }: Judged): Person | undefined {
  return people.get(address) ?? people.get(fields.second_address?.toLowerCase() ?? '')
}

/** Two addresses of one line that are two people’s, or somebody who is closed to the network. */
function clash(people: People, { fields }: Judged, person: Person | undefined): string | null {
  const second = people.get(fields.second_address?.toLowerCase() ?? '')
  if (second && person && second.person_id !== person.person_id) return 'second-of-another'
  return person && !['invited', 'active'].includes(person.state) ? 'closed' : null
}

/** The earlier line of the same person, by any of her addresses. */
function firstOf(seen: Seen, { line, address, fields }: Judged, person: Person | undefined): number | null {
  const marks = [address, fields.second_address, person?.person_id].filter((mark) => mark !== undefined)
  const first = marks.map((mark) => seen.get(mark)).find((found) => found !== undefined)
  for (const mark of marks) if (!seen.has(mark)) seen.set(mark, first ?? line)
  return first ?? null
}

function standingOf(person: Person | undefined, standings: Map<Id, Stands>): { state: State; trouble: string | null } {
  const stands = standings.get(person?.person_id ?? 0)
  if (!stands) return { state: 'ready', trouble: null }
  return { state: stands === 'said-no' ? 'refused' : 'known', trouble: stands }
}

function isSame({ organisation, designation, area_id }: Fields, now: Current | undefined): boolean {
  const same = (one: unknown, other: unknown) => (one ?? null) === (other ?? null)
  return same(area_id, now?.area_id) && same(organisation, now?.organisation) && same(designation, now?.designation)
}
