import { replyAddress } from '../../src/platform/mail/tokens.ts'
import type { Person } from '../faults/browser.ts'
import type { Ledger } from '../faults/ledger.ts'
import { compose, deliver } from '../faults/smtp.ts'
import { type Ground, newMarker } from '../faults/writers.ts'
import { chance, oneOf } from '../support/harness-options.ts'
import { hiddenFields } from '../world.ts'
import { type Answer, ask } from './http.ts'

/** What came of one thing that somebody wanted: done, refused quickly and politely, or neither. */
export type Outcome = 'done' | 'refused' | 'failed'
export type Kind = 'reading' | 'searching' | 'writing' | 'mail'
type Act = (person: Person) => Promise<Outcome>

/** Of a hundred things: 70 pages, 15 searches, 10 writings, 5 mails. */
const SHARES: [Kind, number][] = [
  ['reading', 0.7],
  ['searching', 0.15],
  ['writing', 0.1],
  ['mail', 0.05],
]

export function drawKind(): Kind {
  let drawn = chance()
  for (const [kind, share] of SHARES) {
    drawn -= share
    if (drawn < 0) return kind
  }
  return 'reading'
}

const WORDS = ['pumps', 'water committees', 'fitter', 'handover', 'who keeps', 'list', 'saturday', 'hills']

/** Each kind as somebody does it through the front door; what was acknowledged stands in the ledger. */
export function actsOf(base: string, { mailPorts, query }: Ground, ledger: Ledger): Record<Kind, Act> {
  const north = '/communities/north'
  const pages = [
    '/today',
    north,
    query.path,
    `${north}/queries`,
    `${north}/talk`,
    `${north}/library`,
    '/people',
    '/network',
  ]
  const get = (path: string, { cookie }: Person) => ask(base + path, { cookie })
  return {
    reading: async (person) => outcomeOf(await get(oneOf(pages), person), 200),
    searching: async (person) => outcomeOf(await get(`/search?q=${encodeURIComponent(oneOf(WORDS))}`, person), 200),
    async writing(person) {
      const page = await get(query.path, person)
      if (page.status !== 200) return outcomeOf(page, 200)
      const marker = newMarker()
      const action = `${query.path}/responses`
      const fields = { ...hiddenFields(page.body, action), body: `We paid a fitter. ${marker}`, wish: 'name' }
      ledger.try('response', marker)
      const answer = await ask(base + action, { cookie: person.cookie, form: fields })
      if (answer.status === 303) ledger.acknowledge('response', marker)
      return outcomeOf(answer, 303)
    },
    async mail(person) {
      const marker = newMarker()
      const to = replyAddress({ person_id: person.id, receiver: 2, about: query.thread_id, epoch: 0 })
      ledger.try('mailed response', marker)
      const answer = await deliver(
        oneOf(mailPorts),
        compose(person.address, to, marker, 'Pumps', `A fitter. ${marker}`),
      )
      if (answer === 'lost') return 'failed'
      if (answer.code === 250) ledger.acknowledge('mailed response', marker)
      return answer.code === 250 ? 'done' : 'refused'
    },
  }
}

function outcomeOf({ status }: Answer, wanted: number): Outcome {
  if (status === wanted) return 'done'
  return status === 503 || status === 429 ? 'refused' : 'failed'
}
