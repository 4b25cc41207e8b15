import { replyAddress } from '../../src/platform/mail/tokens.ts'
import type { Person } from '../faults/browser.ts'
import { compose, deliver } from '../faults/smtp.ts'
import { newMarker } from '../faults/writers.ts'
import { chance, oneOf } from '../support/harness-options.ts'
import { hiddenFields } from '../world.ts'
import { type Answer, ask, type Door, PATIENCE_MS } from './http.ts'
import type { Notes } from './notes.ts'

/**
 * What came of one thing that somebody wanted, and how long the last answer took: done, refused politely, a mail that
 * its server keeps and brings again later, or none of these.
 */
export type Came = { outcome: 'done' | 'refused' | 'later' | 'failed'; ms: number }
type Act = (person: Person) => Promise<Came>

export type Ground = {
  doors: Door[]
  mailPorts: number[]
  members: Person[]
  query: { path: string; thread_id: number }
}

/** Of a hundred things: 70 pages, 15 searches, 10 writings, 5 mails. */
const SHARES = { reading: 0.7, searching: 0.15, writing: 0.1, mail: 0.05 }
export type Kind = keyof typeof SHARES

export function drawKind(): Kind {
  let drawn = chance()
  for (const [kind, share] of Object.entries(SHARES)) {
    drawn -= share
    if (drawn < 0) return kind as Kind
  }
  return 'reading'
}

const WORDS = ['pumps', 'water committees', 'fitter', 'handover', 'who keeps', 'list', 'saturday', 'hills']
const NORTH = '/communities/north'
const PAGES = ['/today', NORTH, `${NORTH}/queries`, `${NORTH}/talk`, `${NORTH}/library`, '/people', '/network']

type Parts = Ground & { notes: Notes }

/** Each kind as somebody does it through the front door; what was acknowledged is noted. */
export function actsOf(ground: Ground, notes: Notes): Record<Kind | 'straying', Act> {
  const parts = { ...ground, notes }
  const read = async (person: Person, path: string) => came(notes, await get(parts, person, path), 200)
  return {
    reading: (person) => read(person, oneOf([...PAGES, ground.query.path])),
    searching: (person) => read(person, `/search?q=${encodeURIComponent(oneOf(WORDS))}`),
    writing: (person) => write(parts, person),
    mail: (person) => sendMail(parts, person),
    straying: (person) => stray(parts, person),
  }
}

const get = ({ doors }: Ground, { cookie }: Person, path: string) => ask(oneOf(doors), path, { cookie })

async function write(parts: Parts, person: Person): Promise<Came> {
  const { notes, doors, query } = parts
  const page = await get(parts, person, query.path)
  if (page.status !== 200) return came(notes, page, 200)
  const marker = notes.try('response', newMarker())
  const action = `${query.path}/responses`
  const form = { ...hiddenFields(page.body, action), body: `We paid a fitter. ${marker}`, wish: 'name' }
  const answer = await ask(oneOf(doors), action, { cookie: person.cookie, form })
  if (answer.status === 303) await notes.acknowledge('response', marker)
  return came(notes, answer, 303)
}

async function sendMail({ notes, mailPorts, query }: Parts, person: Person): Promise<Came> {
  const marker = notes.try('mailed response', newMarker())
  const to = replyAddress({ person_id: person.id, receiver: 2, about: query.thread_id, epoch: 0 })
  const from = performance.now()
  const mail = compose(person.address, to, marker, 'Pumps', `A fitter. ${marker}`)
  const answer = await deliver(oneOf(mailPorts), mail, { patienceMs: PATIENCE_MS })
  const ms = performance.now() - from
  if (answer === 'lost') return { outcome: 'failed', ms }
  if (answer.code === 250) await notes.acknowledge('mailed response', marker)
  if (answer.code >= 500) notes.fault(`a mail was refused for good: ${answer.code}`)
  return { outcome: answer.code === 250 ? 'done' : 'later', ms }
}

/** An old link; now and then also a reader who does not wait for the page, so few that all may still be inside. */
async function stray(parts: Parts, person: Person): Promise<Came> {
  const gone = new AbortController()
  const asked = { cookie: person.cookie, signal: gone.signal }
  const left = chance() < 0.1 ? ask(oneOf(parts.doors), oneOf(PAGES), asked) : undefined
  const answer = await get(parts, person, `${NORTH}/talk/${newMarker()}`)
  gone.abort()
  await left
  return came(parts.notes, answer, 404)
}

function came(notes: Notes, { status, headers, ms }: Answer, wanted: number): Came {
  if (status === wanted) return { outcome: 'done', ms }
  if (status !== 503) notes.fault(`answered with ${status}`)
  else if (!Number(headers['retry-after'])) notes.fault('refused without Retry-After')
  return { outcome: status === 503 ? 'refused' : 'failed', ms }
}
