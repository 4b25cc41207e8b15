import { createReadStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { createGunzip } from 'node:zlib'
import { options } from '../support/harness-options.ts'
import type { Problem } from './check.ts'
import { runVerb } from './program.ts'
import { playRound, type Round } from './rounds.ts'
import type { Stage } from './stage.ts'

type Backup = { folder: string; before: string[] }

/** Every few seconds a backup while members write; each is restored into an empty instance, and must come out as it went in. */
export async function playBackups(stage: Stage): Promise<Round> {
  const backups: Backup[] = []
  const round = await playRound(stage, 'backups while members write', async (ledger) => {
    for (let nth = 0; nth < (options.short ? 1 : 3); nth++) {
      await sleep(3000)
      const folder = join(stage.folder, `backup-${nth}`)
      backups.push({ folder, before: ledger.acknowledged.map(({ marker }) => marker) })
      await runVerb(['backup', folder], stage.settings, stage.log)
    }
    return []
  })
  const problems: Problem[] = []
  for (const backup of backups) problems.push(...(await restoreAndCompare(stage, backup)))
  return { ...round, problems: [...round.problems, ...problems] }
}

async function restoreAndCompare({ settings, log }: Stage, { folder, before }: Backup): Promise<Problem[]> {
  const beside = { ...settings, COPSE_DATA: `${folder}-restored` }
  await runVerb(['restore', folder], beside, log)
  await runVerb(['backup', `${folder}-again`], beside, log)
  const [first, again] = [readSums(folder), readSums(`${folder}-again`)]
  const differing = [...first.keys(), ...again.keys()].filter((part) => first.get(part) !== again.get(part))
  const words = await readWords(folder)
  const missing = before.filter((marker) => !words.includes(marker))
  return [
    ...[...new Set(differing)].map((part) => ({ rule: 'restored' as const, what: `${part} differs in ${folder}` })),
    ...missing.map((marker) => ({ rule: 'restored' as const, what: `${marker} is not in ${folder}` })),
  ]
}

type Manifest = { tables: { name: string; sha256: string }[]; files: { name: string; sha256: string }[] }

/** The sum of each table and file; the settings hold that the restored one rests. */
function readSums(folder: string): Map<string, string> {
  const { tables, files }: Manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  return new Map(
    [...tables, ...files].filter(({ name }) => name !== 'setting').map(({ name, sha256 }) => [name, sha256]),
  )
}

/** Mail that was acknowledged stands in its file until it is worked. */
async function readWords(folder: string): Promise<string> {
  const tables = ['post', 'item', 'query', 'inbound_mail'].map((name) => join(folder, 'tables', `${name}.gz`))
  const all = tables.map((path) => text(createReadStream(path).pipe(createGunzip())))
  return (await Promise.all(all)).join('\n')
}
