import { loadConfig } from '../../src/platform/config.ts'
import type { openDb } from '../../src/platform/db.ts'
import type { Settings } from '../faults/program.ts'
import { actsOf, type Ground } from './mix.ts'
import { type Noted, openNotes } from './notes.ts'
import { type Crowd, type Phase, playRate, playStrays, playTogether } from './phase.ts'

export type Begun = { settings: Settings; ground: Ground; connection: Parameters<typeof openDb>[0] }
/** What the crowd is told to do next: so many at once, so many a second, so many who stray; or to say what it noted. */
export type Told =
  | { play: 'together' | 'rate'; many: number; seconds: number }
  | { play: 'strays'; many: number }
  | { play: 'end' }
export type Said = Phase | Noted

/** The people, in a process and by a clock of their own: what the program or the harness does holds up none of them. */
function gather({ settings, ground, connection }: Begun) {
  loadConfig(settings)
  const notes = openNotes(connection)
  const crowd: Crowd = { acts: actsOf(ground, notes), people: ground.members }
  process.on('message', async (told: Told) => {
    process.send?.(told.play === 'end' ? notes.noted : await play(crowd, told))
  })
}

function play(crowd: Crowd, told: Exclude<Told, { play: 'end' }>): Promise<Phase> {
  if (told.play === 'strays') return playStrays(crowd, told.many)
  return (told.play === 'rate' ? playRate : playTogether)(crowd, told.many, told.seconds)
}

process.on('disconnect', () => process.exit(0))
process.once('message', gather)
process.send?.('here')
