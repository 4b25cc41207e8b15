import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Recovery, until } from './kill.ts'
import type { Ledger } from './ledger.ts'
import { playRound, type Round } from './rounds.ts'
import { type Stage, setStage } from './stage.ts'

const SIZE = '400m'

/** Database, mails and files on a small disk of their own that fills up while members write, and is freed again. */
export async function fillDisk(): Promise<Round | undefined> {
  const disk = mkdtempSync(join(tmpdir(), 'copse-disk-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=755`, 'tmpfs', disk])
  if (mounted.status !== 0) return void rmdirSync(disk)
  try {
    const stage = await setStage({ dataOn: disk })
    try {
      return await playRound(stage, 'full disk', (ledger) => playFull(stage, ledger, join(disk, 'ballast')))
    } finally {
      await stage.close({ keep: false })
    }
  } finally {
    spawnSync('umount', ['-l', disk])
    rmdirSync(disk)
  }
}

async function playFull({ kills }: Stage, ledger: Ledger, ballast: string): Promise<Recovery[]> {
  await sleep(3000)
  kills.push({ at: Date.now(), target: 'disk' })
  fill(ballast)
  await sleep(6000)
  const from = performance.now()
  rmSync(ballast)
  const before = ledger.acknowledged.length
  await until(async () => ledger.acknowledged.length > before)
  kills.push({ at: Date.now(), target: 'disk is free' })
  return [{ target: 'disk', ms: performance.now() - from }]
}

/** To the last byte. */
function fill(path: string) {
  const file = openSync(path, 'w')
  try {
    for (let size = 1 << 20; size >= 1; size >>= 4) writeUntilFull(file, Buffer.alloc(size))
  } finally {
    closeSync(file)
  }
}

function writeUntilFull(file: number, chunk: Buffer) {
  try {
    while (writeSync(file, chunk) === chunk.length);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}
