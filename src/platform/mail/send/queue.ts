import type { Kysely } from 'kysely'
import type { Id, Tables } from '../../db.ts'
import type { Program } from '../../module.ts'
import type { Batch, Letter } from '../../outbox.ts'
import type { Reader } from '../directory.ts'
import { mailLetters } from '../work-inbound/answers.ts'
import type { LeasedRow } from './leases.ts'

/** A row with all that its letter needs; the reader is null when she is suspended or gone. */
export type Waiting = { row: LeasedRow; letter: Letter | undefined; reader: Reader | null; batch: Batch }

const BATCH = 100
const FEW = 40

type Parts = { db: Kysely<Tables>; program: Program }
type Take = (most: number, urgent: string[]) => Promise<LeasedRow[]>

/** Hands out what is due, one by one, and fetches the next batch, readers and all, while the last one is being sent. */
export function openQueue(parts: Parts, take: Take, limit: number) {
  const source = openSource(parts, take, limit)
  const queue: Waiting[] = []
  let filling: Promise<void> | undefined
  let fault: unknown

  const fill = async () => void queue.push(...(await source.next()))
  function refill() {
    filling ??= fill()
      .catch((error) => {
        fault = error
      })
      .finally(() => {
        filling = undefined
      })
    return filling
  }
  const isOpen = () => !source.ended() && !fault
  return {
    taken: source.taken,
    async next(): Promise<Waiting | undefined> {
      if (queue.length < FEW && isOpen()) void refill()
      while (queue.length === 0 && (filling || isOpen())) await refill()
      if (fault && queue.length === 0) throw fault
      return queue.shift()
    },
  }
}

/** The batches of one run, until nothing more is due or the limit is reached. */
function openSource({ db, program }: Parts, take: Take, limit: number) {
  const letters = lettersOf(program)
  const urgent = [...letters.values()].filter((letter) => letter.urgent).map(({ name }) => name)
  let [taken, ended] = [0, false]
  return {
    taken: () => taken,
    ended: () => ended,
    async next(): Promise<Waiting[]> {
      const most = Math.min(BATCH, limit - taken)
      const rows = await take(most, urgent)
      taken += rows.length
      ended ||= rows.length < most || taken >= limit
      return prepare(db, program, letters, rows)
    },
  }
}

function lettersOf({ modules }: Program): Map<string, Letter> {
  const letters = [...mailLetters, ...modules.flatMap((module) => module.letters ?? [])]
  return new Map(letters.map((letter) => [letter.name, letter]))
}

async function prepare(
  db: Kysely<Tables>,
  { directory }: Program,
  letters: Map<string, Letter>,
  rows: LeasedRow[],
): Promise<Waiting[]> {
  if (rows.length === 0) return []
  const readers = await directory.listReaders(db, [...new Set(rows.map(({ person_id }) => person_id))])
  const byId = new Map(readers.map((reader) => [reader.viewer.person?.id, reader]))
  const groups = new Map<string, Id[]>()
  for (const row of rows) groups.set(groupOf(row), [...(groups.get(groupOf(row)) ?? []), row.person_id])
  const batches = new Map([...groups].map(([group, people]) => [group, openBatch(people)]))
  return rows.map((row) => ({
    row,
    letter: letters.get(row.letter),
    reader: byId.get(row.person_id) ?? null,
    batch: batches.get(groupOf(row)) ?? openBatch([row.person_id]),
  }))
}

function groupOf({ letter, about_id }: LeasedRow): string {
  return `${letter} ${about_id}`
}

function openBatch(readers: Id[]): Batch {
  const read = new Map<string, unknown>()
  return {
    readers,
    once<T>(key: string, make: () => T): T {
      if (!read.has(key)) read.set(key, make())
      return read.get(key) as T
    },
  }
}
