import { sql } from '../../../src/platform/db.ts'
import { type Running, startProgram } from '../../browser/program.ts'
import { deliver } from '../../faults/smtp.ts'
import { plantCast } from '../../world.ts'
import { type Attempt, expect, type Trial } from '../trial.ts'
import { type Bomb, bombs } from './bombs.ts'
import { CRLF } from './letters.ts'
import { oddities } from './oddities.ts'
import { watched } from './watched.ts'

/** One of each kind: many parts, deep, packed, a long head, a long line, HTML. */
const SHORT = /ten thousand empty parts|parts, one within|billion|head of eight|line of ten|fifty thousand deep/
/** Beside what it holds at rest; a mail of 25 MB is held a few times over while it is read. */
const MOST_MORE_MB = 500
const LONGEST_MS = 60_000

/** Mails that cost more to read than to send, handed to the real program, while others ask for a page and write too. */
export const bombedMail: Trial = {
  name: 'mails that are bombs take neither the program down nor its memory, and others are answered meanwhile',
  async run({ short }, attempt) {
    const program = await startProgram()
    try {
      await plantCast(program.db)
      await fetch(`${program.origin}/sign-in`)
      await deliver(program.mailPort, ordinary(0))
      const few = [...bombs.filter(({ name }) => SHORT.test(name)), ...oddities.filter((_, nth) => nth % 4 === 0)]
      const sent = short ? few : [...bombs, ...oddities]
      const from = await watched(program.pid, `${program.origin}/healthz`, async () => {})
      const seen = await watched(program.pid, `${program.origin}/sign-in`, () => sendAll(program, sent, attempt))
      await check(program, attempt)
      const grown = seen.most - from.most
      expect(attempt, grown < MOST_MORE_MB, `it grew by ${grown.toFixed(0)} MB`)
      expect(attempt, seen.unanswered === 0, `${seen.unanswered} requests were not answered meanwhile`)
      const waits = seen.waits.sort((one, other) => one - other)
      attempt.figure(
        'memory at rest and at most among bombs',
        `${from.most.toFixed(0)} MB / ${seen.most.toFixed(0)} MB`,
      )
      attempt.figure('a page meanwhile, median and longest', `${at(waits, 0.5)} / ${at(waits, 1)}`)
    } finally {
      await program.stop()
    }
  },
}

const at = (waits: number[], share: number) =>
  `${(waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0).toFixed(0)} ms`

async function sendAll({ mailPort }: Running, sent: Bomb[], attempt: Attempt) {
  for (const { name, raw } of sent) {
    const from = performance.now()
    const answer = await deliver(mailPort, { from: 'dee@example.org', to: 'north@localhost', raw: raw() })
    const ms = performance.now() - from
    expect(attempt, ms < LONGEST_MS, `${name} took ${(ms / 1000).toFixed(0)} s`)
    if (answer !== 'lost' && answer.code === 451) attempt.wrong(`${name}: answered with a fault of ours`)
    const after = await deliver(mailPort, ordinary(ms))
    expect(
      attempt,
      after !== 'lost' && after.code === 250,
      `after ${name} a mail of others got ${JSON.stringify(after)}`,
    )
  }
}

let sentOrdinary = 0

function ordinary(salt: number) {
  const head = ['From: cho@example.org', 'To: north@localhost', `Message-ID: <${++sentOrdinary}.${salt}@example.org>`]
  const raw = [...head, 'Subject: Pumps', '', `Who pays for pumps? ${sentOrdinary}`].join(CRLF)
  return { from: 'cho@example.org', to: 'north@localhost', raw }
}

const PATIENCE_MS = 30_000

/** All that was taken is worked, none of it ended in a fault. */
async function check({ db, origin }: Running, attempt: Attempt) {
  const from = performance.now()
  const waiting = async () => {
    const { rows } = await sql<{ count: string }>`select count(*) from inbound_mail where state = 'waiting'`.execute(db)
    return Number(rows[0]?.count)
  }
  while ((await waiting()) > 0 && performance.now() - from < PATIENCE_MS)
    await new Promise((resolve) => setTimeout(resolve, 200))
  expect(attempt, (await waiting()) === 0, `${await waiting()} mails still wait`)
  const { rows } = await sql<{ subject: string; attempts: number }>`
    select left(subject, 40) as subject, attempts from inbound_mail where attempts > 1 or reason = 'fault'`.execute(db)
  for (const { subject, attempts } of rows) attempt.wrong(`a mail “${subject}” was a fault of ours, ${attempts} times`)
  const { status } = await fetch(`${origin}/readyz`)
  expect(attempt, status === 200, `it is not ready any more: ${status}`)
}
