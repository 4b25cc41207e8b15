import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Stage } from '../faults/stage.ts'
import { options } from '../support/harness-options.ts'
import type { Begun, Said, Told } from './crowd-process.ts'
import type { Noted } from './notes.ts'
import type { Phase } from './phase.ts'

export type Crowd = Awaited<ReturnType<typeof gatherCrowd>>

export async function gatherCrowd({ settings, ground, database, doors }: Stage) {
  const file = fileURLToPath(new URL('crowd-process.ts', import.meta.url))
  const child = fork(file, ['--seed', String(options.seed), ...(options.short ? ['--short'] : [])], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  await once(child, 'message')
  const { mailPorts, members, query } = ground
  const host = new URL(settings.BASE_URL).host
  const ports = doors.map(({ PORT }) => ({ port: Number(PORT), host }))
  child.send({
    settings,
    ground: { doors: ports, mailPorts, members, query },
    connection: database.connection,
  } satisfies Begun)

  async function tell(told: Told): Promise<Said> {
    child.send(told)
    const [said] = (await once(child, 'message')) as [Said]
    return said
  }
  return {
    together: (many: number, seconds: number) => tell({ play: 'together', many, seconds }) as Promise<Phase>,
    rate: (many: number, seconds: number) => tell({ play: 'rate', many, seconds }) as Promise<Phase>,
    strays: (many: number) => tell({ play: 'strays', many }) as Promise<Phase>,
    async end(): Promise<Noted> {
      const noted = (await tell({ play: 'end' })) as Noted
      child.disconnect()
      return noted
    },
    stop: () => void child.kill(),
  }
}
