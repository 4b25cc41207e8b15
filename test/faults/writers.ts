import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { replyAddress } from '../../src/platform/mail/tokens.ts'
import { chance, oneOf } from '../support/harness-options.ts'
import type { Browser, Person } from './browser.ts'
import type { FormKind, Ledger, MailKind } from './ledger.ts'
import { compose, deliver, type Mail } from './smtp.ts'

export type Ground = {
  browser: Browser
  /** The mail entrance of each web process. */
  mailPorts: number[]
  members: Person[]
  query: { path: string; thread_id: number }
}

export const newMarker = () => `mk${randomUUID().replaceAll('-', '')}`

export type Writers = ReturnType<typeof startWriters>

/** Members who write without pause until they are stopped; each repeats what was not answered, with the same key. */
export function startWriters(ground: Ground, ledger: Ledger, pauseMs: number) {
  let isStopped = false
  const deadline = { at: Infinity }
  const hours: Hours = { isStopped: () => isStopped, isLate: () => Date.now() > deadline.at }
  const kinds = [respond, respond, ask, talk, addToLibrary, respondByMail, respondByMail, askByMail]
  const refused: string[] = []
  const all = kinds.map(async (write, nth) => {
    for (let turn = nth; !isStopped; turn += kinds.length) {
      const person = ground.members[turn % ground.members.length] as Person
      await write(ground, ledger, person, hours).catch((error) => refused.push(`${write.name}: ${error.message}`))
      await sleep(pauseMs * (0.5 + chance()))
    }
  })
  return {
    refused,
    /** What is under way is finished, within bounds. */
    async stop() {
      isStopped = true
      deadline.at = Date.now() + 30_000
      await Promise.all(all)
    },
  }
}

type Hours = { isStopped: () => boolean; isLate: () => boolean }
type Write = (ground: Ground, ledger: Ledger, person: Person, hours: Hours) => Promise<void>

const respond: Write = ({ browser, query }, ledger, person, hours) => {
  const marker = newMarker()
  const fields = { body: `We paid a fitter, and it held. ${marker}`, wish: 'name' }
  const form = { page: query.path, action: `${query.path}/responses`, fields }
  return sendForm(browser, ledger, person, form, hours, { kind: 'response', marker })
}

const ask: Write = ({ browser }, ledger, person, hours) => {
  const marker = newMarker()
  const page = '/communities/north/queries/new'
  const form = { page, action: page, fields: { text: `Who keeps the pumps running in the hills? ${marker}` } }
  return sendForm(browser, ledger, person, form, hours, { kind: 'question', marker })
}

const talk: Write = ({ browser }, ledger, person, hours) => {
  const marker = newMarker()
  const page = '/communities/north/talk'
  const form = { page, action: page, fields: { title: 'Who comes on Saturday?', body: `I bring tea. ${marker}` } }
  return sendForm(browser, ledger, person, form, hours, { kind: 'talk', marker })
}

const addToLibrary: Write = ({ browser }, ledger, person, hours) => {
  const marker = newMarker()
  const action = '/communities/north/library'
  const fields = {
    title: `A list for the handover ${marker}`,
    kind: 'tool',
    why: 'It fits on one page.',
    body: 'Begin early.',
  }
  return sendForm(browser, ledger, person, { page: `${action}/add`, action, fields }, hours, {
    kind: 'library item',
    marker,
  })
}

type Form = { page: string; action: string; fields: Record<string, string> }

/** The form is fetched once; what it carries is sent until somebody says that it was taken. */
async function sendForm(
  browser: Browser,
  ledger: Ledger,
  person: Person,
  { page, action, fields }: Form,
  { isStopped, isLate }: Hours,
  { kind, marker }: { kind: FormKind; marker: string },
) {
  const hidden = await browser.hidden(person, page, action).catch(() => null)
  if (!hidden) return void (await sleep(200))
  ledger.try(kind, marker)
  for (let tries = 0; !isLate(); tries++) {
    // An answer that nobody waited for: the form is sent again, and must count once.
    const losesAnswer = tries === 0 && chance() < 0.2 && !isStopped()
    const signal = losesAnswer ? AbortSignal.timeout(Math.round(5 + chance() * 60)) : undefined
    const answer = await browser.send(person, action, { ...hidden, ...fields }, signal).catch(() => null)
    if (answer?.status === 303) return ledger.acknowledge(kind, marker)
    if (answer && answer.status < 500) throw new Error(`${kind} refused with ${answer.status}`)
    if (!answer) ledger.loseAnswer()
    await sleep(200)
  }
}

const respondByMail: Write = (ground, ledger, person, hours) => {
  const to = replyAddress({ person_id: person.id, receiver: 2, about: ground.query.thread_id, epoch: 0 })
  return sendMail(ground, ledger, person, to, hours, 'mailed response')
}

const askByMail: Write = (ground, ledger, person, hours) =>
  sendMail(ground, ledger, person, 'north@copse.test', hours, 'mailed question')

/** The same mail until it is taken; sometimes once more after that, as servers do that did not hear the answer. */
async function sendMail(
  { mailPorts }: Ground,
  ledger: Ledger,
  { address }: Person,
  to: string,
  { isStopped, isLate }: Hours,
  kind: MailKind,
) {
  const marker = newMarker()
  const mail = compose(
    address,
    to,
    marker,
    'Who keeps the pumps running?',
    `In the hills a fitter comes each month. ${marker}`,
  )
  ledger.try(kind, marker)
  for (let tries = 0; !isLate(); tries++) {
    const answer = await deliver(oneOf(mailPorts), mail, { hangUp: tries === 0 && chance() < 0.25 && !isStopped() })
    if (answer !== 'lost' && answer.code === 250) {
      ledger.acknowledge(kind, marker)
      return deliverAgain(mailPorts, mail, ledger)
    }
    if (answer !== 'lost' && answer.code >= 500) throw new Error(`${kind} refused with ${answer.code}`)
    if (answer === 'lost') ledger.loseAnswer()
    await sleep(200)
  }
}

/** Now and then the same mail comes twice, and now and then ten times, at all doors at once. */
async function deliverAgain(mailPorts: number[], mail: Mail, ledger: Ledger) {
  const drawn = chance()
  const times = drawn < 0.05 ? 9 : drawn < 0.2 ? 1 : 0
  await Promise.all(
    Array.from({ length: times }, async () => {
      await deliver(oneOf(mailPorts), mail)
      ledger.repeat()
    }),
  )
}
