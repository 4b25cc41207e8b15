import { dkimSign } from 'mailauth/lib/dkim/sign.js'
import { sql } from '../../../src/platform/db.ts'
import { deliver } from '../../faults/smtp.ts'
import { fingerprint } from '../../leaks/crawl.ts'
import type { World } from '../../world.ts'
import { expect, type Trial } from '../trial.ts'
import { openDoor, privateKey } from './door.ts'
import { claimsFor, formsOfFrom } from './forms-of-from.ts'
import { letterTo, rawMail, timesSaid } from './letters.ts'

const FORGER = 'mallory@evil.example'
/** What a mail that is not believed leaves: itself, a question to her whom it names, and how often. */
const LEFT = ['inbound_mail', 'outbox', 'mailbox', 'automatic_answer', 'done_once', 'clock', 'setting']

/** Somebody whom we know, from a domain of his own, with a stolen reply address and every way to look like its owner: nothing is said or decided in her name. */
export const forgedReplies: Trial = {
  name: 'forged replies to a stolen reply address do nothing',
  async run({ world, short }, attempt) {
    const { dee } = world
    const letter = await letterTo(world, dee, 'Pumps')
    const door = await openDoor(world)
    await sql`insert into address (person_id, address, is_primary, verified_at)
      values (${world.cho.id}, ${FORGER}, false, app_now())`.execute(world.db)
    const before = await fingerprint(world)
    const forms = formsOfFrom(dee.address, FORGER)
    const envelopes = [FORGER, dee.address, '', 'postmaster@copse.test']
    const claims = claimsFor(dee.address, FORGER)
    const tries = forms.flatMap((form, at) =>
      (short ? [claims[at % claims.length]] : claims).map((claim) => ({ form, claim })),
    )
    await inLines(tries, async ({ form, claim }, nth) => {
      // To the community he may write under his own name.
      const to = nth % 5 === 4 && !form.includes(FORGER) ? 'north@copse.test' : letter.replyTo
      const raw = rawMail([form, `To: ${to}`, ...(claim?.lines ?? [])], `forged in ${nth}`, `f${nth}`)
      const from = envelopes[nth % envelopes.length] ?? ''
      await deliver(door.port, { from, to, raw: await signed(raw, claim?.signs) })
      attempt.count()
    })
    await world.work()
    const after = await fingerprint(world)
    expect(attempt, (await timesSaid(world, 'forged in ')) === 0, 'words of a forger were taken')
    for (const table of Object.keys(after))
      if (!LEFT.includes(table) && after[table] !== before[table]) attempt.wrong(`forged mails changed ${table}`)
    attempt.figure('forged replies', tries.length)
    await door.stop()
    await world.reply(dee, 'This is truly mine.', letter)
    await world.work()
    expect(attempt, (await timesSaid(world, 'This is truly mine.')) === 1, 'her own reply was not taken')
  },
}

/** A few at a time. */
async function inLines<T>(all: T[], work: (one: T, nth: number) => Promise<void>) {
  const waiting = [...all.entries()]
  const line = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await work(next[1], next[0])
  }
  await Promise.all(Array.from({ length: 4 }, line))
}

/** A true mail of hers, overheard: longer than what was signed, handed over again, or sent to where somebody else was asked. */
export const replayedMails: Trial = {
  name: 'a true mail that was overheard is neither made longer nor used twice',
  async run({ world }, attempt) {
    const { dee, rao, cho } = world
    const letter = await letterTo(world, dee, 'Valves')
    const other = await letterTo(world, rao, 'Gates')
    const door = await openDoor(world)
    const send = (to: string, raw: string) => deliver(door.port, { from: FORGER, to, raw })
    const head = [`From: ${dee.address}`, `To: ${letter.replyTo}`]

    const short = await signed(rawMail(head, 'A true word.', 'short'), 'example.org', 12)
    await send(letter.replyTo, `${short} And forged behind it.`)
    const changed = await signed(rawMail(head, 'A word.', 'changed'), 'example.org')
    await send(letter.replyTo, changed.replace('A word.', 'And forged in its place.'))
    await world.work()
    expect(attempt, (await timesSaid(world, 'And forged ')) === 0, 'words beside the signed ones were taken')

    const whole = await signed(rawMail(head, 'A whole word, said once.', 'whole'), 'example.org')
    for (let nth = 0; nth < 4; nth++) await send(letter.replyTo, whole)
    for (const { replyTo } of [other, await world.lastMailTo(cho)]) await send(replyTo, whole)
    await world.work()
    const times = await timesSaid(world, 'A whole word, said once.')
    expect(attempt, times === 1, `a mail that was handed over again was taken ${times} times`)
    const again = whole.replace('Message-ID: <whole@', 'Message-ID: <again@')
    await send(letter.replyTo, again)
    await world.work()
    const more = await timesSaid(world, 'A whole word, said once.')
    expect(attempt, more === 1, `with another Message-ID it was taken ${more} times`)
    await door.stop()
  },
}

export async function signed(raw: string, domain?: string, maxBodyLength?: number): Promise<string> {
  if (!domain) return raw
  // Its types name the first three at the top, where it does not read them.
  const by = { signingDomain: domain, selector: 's', privateKey }
  const options = { ...by, signatureData: [{ ...by, maxBodyLength }] }
  const { signatures } = await dkimSign(raw, options)
  return `${signatures}${raw}`
}

const WORDS = 'We let the women keep the keys.'

/** A server that never hears that we have it hands a mail over again and again, over many lines at once. */
export const redeliveries: Trial = {
  name: 'a mail handed over again thousands of times is taken once',
  async run({ world, short }, attempt) {
    const { dee, mailPort } = world
    const { replyTo } = await letterTo(world, dee, 'Keys')
    const raw = rawMail([`From: ${dee.address}`, `To: ${replyTo}`], WORDS, 'again')
    const many = short ? 200 : 10_000
    let left = many
    const line = async () => {
      while (left-- > 0) {
        const answer = await deliver(mailPort, { from: dee.address, to: replyTo, raw }, { hangUp: left % 7 === 0 })
        attempt.count()
        if (answer !== 'lost' && answer.code >= 500) attempt.wrong(`answered ${answer.code}`)
        if (left % 400 === 0) await world.work()
      }
    }
    await Promise.all(Array.from({ length: 8 }, line))
    await world.work()
    expect(attempt, (await timesSaid(world, WORDS)) === 1, `it was said ${await timesSaid(world, WORDS)} times`)
    attempt.figure('redeliveries of one mail, doubled posts', `${many}, ${(await timesSaid(world, WORDS)) - 1}`)
    await ofSeveral(world, attempt)
  },
}

/** The same mail to two addresses of ours, as a reader with both would send it, is one mail for each. */
async function ofSeveral(world: World, attempt: Parameters<typeof expect>[0]) {
  const { dee, mailPort } = world
  const raw = rawMail([`From: ${dee.address}`, 'To: north@copse.test'], 'What of anchors, does anybody know?', 'asked')
  for (let nth = 0; nth < 5; nth++) await deliver(mailPort, { from: dee.address, to: 'north@copse.test', raw })
  await world.work()
  const times = await timesSaid(world, 'What of anchors')
  expect(attempt, times === 1, `a question that was handed over five times stands ${times} times`)
}
