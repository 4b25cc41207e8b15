import { sql } from '../../../src/platform/db.ts'
import { hiddenFields, plantMember, plantPerson, type World } from '../../world.ts'
import type { Stage } from '../stage.ts'
import { type Attempt, expect, type Trial } from '../trial.ts'
import { forget } from './codes.ts'

/** A form that takes an address, and what would tell whether we know it. */
type Door = { name: string; send: (world: World, address: string) => Promise<Response>; follows?: boolean }

const doors: Door[] = [
  {
    name: 'signing in',
    follows: true,
    send: async (world, address) => {
      return world.send(null, '/sign-in', { ...hiddenFields(await world.page(null, '/sign-in'), '/sign-in'), address })
    },
  },
  {
    name: 'asking to join',
    send: async (world, address) => {
      const door = '/communities/north/membership'
      const fields = { name: 'Somebody', address, answer: 'Wells.' }
      return world.send(null, door, { ...hiddenFields(await world.page(null, door), door), ...fields })
    },
  },
  {
    name: 'adding an address',
    send: async (world, address) => {
      const fields = hiddenFields(await world.page(world.rao, '/me/addresses'), '/me/addresses')
      return world.send(world.rao, '/me/addresses', { ...fields, address })
    },
  },
]

/** Whether an address is a member's, a stranger's or somebody's who may not come in looks the same, byte by byte and in time. */
export const alikeAnswers: Trial = {
  name: 'ASVS 6.3.8: known and unknown addresses are answered alike, in bytes and in time',
  async run(stage, attempt) {
    const { db } = stage.world
    await sql`update community set joining = 'ask', admits_external = true where short_name = 'North'`.execute(db)
    for (const door of doors) await tryDoor(stage, attempt, door)
  },
}

async function tryDoor(stage: Stage, attempt: Attempt, door: Door) {
  const { world, short } = stage
  const rounds = short ? 8 : 30
  const times: Record<string, number[]> = { known: [], unknown: [] }
  const shapes: Record<string, string> = {}
  for (let nth = 0; nth < rounds; nth++) {
    for (const kind of nth % 2 === 0 ? ['known', 'unknown'] : ['unknown', 'known']) {
      await forget(world)
      const address = kind === 'known' ? await plantKnown(world) : `nobody${nth}.${door.name.length}@example.org`
      const from = performance.now()
      const answer = await door.send(world, address)
      times[kind]?.push(performance.now() - from)
      shapes[kind] = await shapeOf(world, door, answer, address)
    }
    expect(attempt, shapes.known === shapes.unknown, `${door.name}: ${differenceOf(shapes)}`)
  }
  const [known, unknown] = [quick(times.known), quick(times.unknown)]
  attempt.figure(
    `${door.name}, milliseconds for a known and an unknown address`,
    `${known.toFixed(1)} / ${unknown.toFixed(1)}`,
  )
  const isSameClass = Math.abs(known - unknown) <= Math.max(8, 0.6 * Math.max(known, unknown))
  expect(attempt, isSameClass, `${door.name}: ${known.toFixed(1)} ms where known, ${unknown.toFixed(1)} ms where not`)
}

let planted = 0

async function plantKnown(world: World): Promise<string> {
  const person = await plantPerson(world.db, `Known${++planted}`)
  await plantMember(world.db, person.id, world.north.id)
  return person.address
}

async function shapeOf(world: World, { follows }: Door, answer: Response, address: string): Promise<string> {
  const place = answer.headers.get('location') ?? ''
  const page = follows && place ? await world.page(null, place) : await answer.text()
  const whole = [answer.status, [...answer.headers.keys()].sort().join(), place, page].join('\n')
  return whole
    .replaceAll(encodeURIComponent(address), 'ADDRESS')
    .replaceAll(address, 'ADDRESS')
    .replaceAll(address.split('@')[0] ?? '', 'LOCAL')
    .replace(/\b[0-9a-z]{16}\b/g, 'KEY')
    .replace(/name="(once|csrf)" value="[^"]*"/g, '')
}

function differenceOf({ known = '', unknown = '' }: Record<string, string>): string {
  const at = [...known].findIndex((letter, nth) => letter !== unknown[nth])
  return `“${known.slice(at - 20, at + 80)}” or “${unknown.slice(at - 20, at + 80)}”`.replace(/\s+/g, ' ')
}

/** The quicker quarter, since what makes a machine slow now and then makes neither of them slow. */
function quick(all: number[] = []): number {
  return [...all].sort((one, other) => one - other)[Math.floor(all.length / 4)] ?? 0
}
