import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { config } from '../config.ts'

const line = z.union([z.object({ person: z.string() }), z.object({ kept: z.string() })])
type Line = z.output<typeof line>

/** Beside the database, so that it outlives a restore: keys of the erased, and of askings that were taken back. No names. */
const pathOf = () => join(config().COPSE_DATA, 'erased.jsonl')

/** On the disk when this returns; said twice is said once. */
export async function noteInLedger(said: Line & { at?: string }) {
  const file = await open(pathOf(), 'a', 0o600)
  try {
    await file.appendFile(`${JSON.stringify({ ...said, at: new Date().toISOString() })}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await syncFolder()
}

/** All that is written there. A last line that a power cut left half stands for nothing that was done. */
export async function readLedger(): Promise<{ people: string[]; kept: Set<string> }> {
  const text = await readFile(pathOf(), 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const lines = text.split('\n').flatMap(readLine)
  return {
    people: lines.flatMap((one) => ('person' in one ? [one.person] : [])),
    kept: new Set(lines.flatMap((one) => ('kept' in one ? [one.kept] : []))),
  }
}

function readLine(text: string): Line[] {
  try {
    const read = line.safeParse(JSON.parse(text))
    return read.success ? [read.data] : []
  } catch {
    return []
  }
}

async function syncFolder() {
  const folder = await open(config().COPSE_DATA, 'r')
  await folder.sync().finally(() => folder.close())
}
