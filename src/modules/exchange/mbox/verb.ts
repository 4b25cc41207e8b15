import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Kysely } from 'kysely'
import type { Tables } from '../../../platform/db.ts'
import { NotFound, Unfit } from '../../../platform/errors.ts'
import { discardImport, importArchive, type Outcome, type Wish } from './import.ts'
import { meterFor } from './meter.ts'
import { UnreadableArchive } from './sources.ts'

export const importUsage =
  'copse import mbox FILE --community NAME [--name ARCHIVE] [--reach community|network|public] [--staff-only] [--room N]\ncopse import mbox --discard --community NAME'

type Place = { data: string; screen: NodeJS.WriteStream }

/** `copse import mbox …`: gives what the process ends with, 0 where all went well. */
export async function importByCommand(db: Kysely<Tables>, given: string[], place: Place): Promise<number> {
  const { screen } = place
  try {
    const asked = readWish(given)
    if ('discard' in asked) return await discard(db, asked.community, place)
    const meter = meterFor(screen)
    const outcome = await importArchive(db, asked, meter).finally(meter.end)
    for (const line of linesOf(outcome)) screen.write(`${line}\n`)
    if (outcome.faults.length > 0)
      screen.write(`Where each of them stands, and why: ${await writeReport(outcome, place)}\n`)
    return 0
  } catch (error) {
    screen.write(`${sentenceFor(error)}\n`)
    return 1
  }
}

function readWish(given: string[]): Wish | { discard: true; community: string } {
  const { values, positionals } = parseArgs({
    args: given,
    allowPositionals: true,
    options: {
      community: { type: 'string' },
      name: { type: 'string' },
      reach: { type: 'string' },
      room: { type: 'string' },
      'staff-only': { type: 'boolean' },
      discard: { type: 'boolean' },
    },
  })
  const [kind, path] = positionals
  const { community, name, reach, room } = values
  if (kind !== 'mbox' || !community || (!path && !values.discard)) throw new Unfit(importUsage)
  if (values.discard) return { discard: true, community }
  return {
    ...{ path: path ?? '', community, staff_only: values['staff-only'] },
    ...(name ? { name } : {}),
    ...(reach ? { reach: reachOf(reach) } : {}),
    ...(room ? { room: Number(room) } : {}),
  }
}

function reachOf(word: string): NonNullable<Wish['reach']> {
  const found = (['people', 'community', 'network', 'public'] as const).find((one) => one === word)
  if (!found) throw new Unfit('--reach is community, network or public.')
  return found
}

async function discard(db: Kysely<Tables>, community: string, { screen }: Place): Promise<number> {
  const found = await discardImport(db, community)
  screen.write(found ? `The unfinished import of “${found.name}” is gone.\n` : 'Nothing is unfinished there.\n')
  return 0
}

/** Every message stands in one of the first four lines, so that they add up. */
export function linesOf({ counts, name }: Pick<Outcome, 'counts' | 'name'>): string[] {
  const { messages, added, present, duplicates, broken, threads, authors, attachments, left_out, misread } = counts
  const files =
    left_out > 0 ? `${attachments} files, ${left_out} more only noted with name and size` : `${attachments} files`
  return [
    `${name}: ${messages} messages = ${added} imported + ${present} here already + ${duplicates} twice in the archive + ${broken} broken`,
    `${threads} threads, ${authors} authors, ${files}`,
    ...(counts.earliest && counts.latest ? [`from ${dayOf(counts.earliest)} to ${dayOf(counts.latest)}`] : []),
    ...(misread > 0 ? [`${misread} posts hold signs that could not be read in any charset`] : []),
  ]
}

function dayOf(date: Date): string {
  return new Date(date).toISOString().slice(0, 10)
}

/** The list of what is not in, beside the data, for the one who asks why. */
async function writeReport({ faults, key }: Outcome, { data }: Place): Promise<string> {
  const path = join(data, 'imports', `${key}.txt`)
  const lines = faults.map(
    ({ source, position, at_byte, fate, trouble, mark }) =>
      `${source}\tmessage ${position}\tbyte ${at_byte}\t${fate}\t${trouble ?? mark}`,
  )
  await mkdir(join(data, 'imports'), { recursive: true, mode: 0o700 })
  await writeFile(path, `${lines.join('\n')}\n`, { mode: 0o600 })
  return path
}

/** What can be said calmly is said so; a fault of the program keeps its trace. */
function sentenceFor(error: unknown): string {
  if (error instanceof Unfit) return error.message
  if (error instanceof UnreadableArchive) {
    return `${error.message}\nNobody sees anything of it. Give the command again to go on, or discard what was read with --discard.`
  }
  if (error instanceof NotFound) return 'There is no community of that name. Say its name as it stands in addresses.'
  if ((error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS'))
    return `${(error as Error).message}\n${importUsage}`
  throw error
}
