import { replyAddress } from '../../src/platform/mail/tokens.ts'
import type { Person } from '../faults/browser.ts'
import { compose, deliver } from '../faults/smtp.ts'
import { newMarker } from '../faults/writers.ts'
import { chance, oneOf } from '../support/harness-options.ts'
import { hiddenFields } from '../world.ts'
import { type Answer, ask, type Door } from './http.ts'
import type { Notes } from './notes.ts'

/** What came of one thing that somebody wanted: done, refused politely, or neither; and how long the last answer took. */
export type Came = { outcome: 'done' | 'refused' | 'failed'; ms: number }
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

/** Each kind as somebody does it through the front door; what was acknowledged is noted. */
export function actsOf({ doors, mailPorts, query }: Ground, notes: Notes): Record<Kind | 'straying', Act> {
  const get = (path: string, { cookie }: Person) => ask(oneOf(doors), path, { cookie })
  const cameOf = (answer: Answer, wanted: number) => came(notes, answer, wanted)
  return {
    reading: async (person) => cameOf(await get(oneOf([...PAGES, query.path]), person), 200),
    searching: async (person) => cameOf(await get(`/search?q=${encodeURIComponent(oneOf(WORDS))}`, person), 200),
    /** An old link; now and then also a reader who does not wait for the page, so few that all may still be inside. */
    async straying(person) {
      const gone = new AbortController()
      const left = chance() < 0.1 ? ask(oneOf(doors), oneOf(PAGES), { ...person, signal: gone.signal }) : undefined
      const stray = await get(`${NORTH}/talk/${newMarker()}`, person)
      gone.abort()
      await left
      return cameOf(stray, 404)
    },
    async writing(person) {
      const page = await get(query.path, person)
      if (page.status !== 200) return cameOf(page, 200)
      const marker = notes.try('response', newMarker())
      const action = `${query.path}/responses`
      const form = { ...hiddenFields(page.body, action), body: `We paid a fitter. ${marker}`, wish: 'name' }
      const answer = await ask(oneOf(doors), action, { cookie: person.cookie, form })
      if (answer.status === 303) await notes.acknowledge('response', marker)
      return cameOf(answer, 303)
    },
    async mail(person) {
      const marker = notes.try('mailed response', newMarker())
      const to = replyAddress({ person_id: person.id, receiver: 2, about: query.thread_id, epoch: 0 })
      const from = performance.now()
      const mail = compose(person.address, to, marker, 'Pumps', `A fitter. ${marker}`)
      const answer = await deliver(oneOf(mailPorts), mail)
      const ms = performance.now() - from
      if (answer === 'lost') return { outcome: 'failed', ms }
      if (answer.code === 250) await notes.acknowledge('mailed response', marker)
      if (answer.code >= 500) notes.fault(`a mail was refused for good: ${answer.code}`)
      return { outcome: answer.code === 250 ? 'done' : 'refused', ms }
    },
  }
}

function came(notes: Notes, { status, headers, ms }: Answer, wanted: number): Came {
  if (status === wanted) return { outcome: 'done', ms }
  if (status !== 503) notes.fault(`answered with ${status}`)
  else if (!Number(headers['retry-after'])) notes.fault('refused without Retry-After')
  return { outcome: status === 503 ? 'refused' : 'failed', ms }
}
