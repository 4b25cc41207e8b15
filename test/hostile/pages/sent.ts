import { simpleParser } from 'mailparser'
import { sql } from '../../../src/platform/db.ts'
import type { Actor, World } from '../../world.ts'
import { letterTo } from '../mail/letters.ts'
import type { LaidStage } from '../stage.ts'
import { type Attempt, expect, type Trial } from '../trial.ts'
import { listPayloads } from './corpora.ts'
import { formsWith } from './hostile-forms.ts'
import { openTab, type Tab } from './opening.ts'

const AT_ONCE = 24

/** What somebody types into a form, or her mail program sends as HTML, stands on the page as words. */
export const sentScripts: Trial<LaidStage> = {
  name: 'ASVS 1.3.1, 1.3.3: scripts that come by form or as HTML mail run on no page and in no mail',
  async run(stage, attempt) {
    const { world, short } = stage
    const all = listPayloads().payloads
    const payloads = short ? all.filter((_, nth) => nth % 40 === 0) : all
    const tab = await openTab(world, await stage.shown(), stage.ground.ana)
    await mailAll(stage, attempt, payloads)
    await openTalk(stage, attempt, tab)
    for (let at = 0; at < payloads.length; at += AT_ONCE) {
      await sendForms(stage, attempt, tab, payloads.slice(at, at + AT_ONCE))
      await world.travel('1 day')
    }
    await world.work()
    await openMails(stage, attempt, tab)
    await tab.close()
  },
}

const TALK = 'Who pays for scripts?'

/** Each by itself, so that an open tag of the one hides no other; some as HTML alone, some beside plain words. */
async function mailAll({ world }: LaidStage, attempt: Attempt, payloads: string[]) {
  const { dee, rao } = world
  await letterTo(world, dee, TALK)
  const writers = await Promise.all(
    [rao, dee, dee].map(async (from) => ({ from, replyTo: (await letterAbout(world, from)).replyTo })),
  )
  for (const [nth, payload] of payloads.entries()) {
    const { from, replyTo } = writers[nth % writers.length] as (typeof writers)[number]
    const html = payload.replace(/\0|\p{Cs}/gu, '')
    await world.mail(from, replyTo, `Re: ${html.slice(0, 60)}`, '', {
      text: nth % 2 ? `Words ${nth}: ${html}` : undefined,
      html: `<p>Words ${nth}</p>${html}`,
    })
  }
  await world.work()
  await world.travel('6 minutes')
  await world.work()
  const { rows } = await sql<{ count: string }>`
    select count(*) from post join thread on thread.id = thread_id where title = ${TALK} and via = 'mail'`.execute(
    world.db,
  )
  const count = Number(rows[0]?.count)
  expect(attempt, count > payloads.length * 0.8, `of ${payloads.length} HTML mails ${count} came to the thread`)
  attempt.figure('HTML mails sent, of them in the thread', `${payloads.length}, ${count}`)
}

async function letterAbout(world: World, reader: Actor) {
  const letters = await world.mailsTo(reader)
  const letter = letters.findLast(({ subject }) => subject.includes(TALK)) ?? letters.at(-1)
  if (!letter) throw new Error(`${reader.name} has no letter`)
  return letter
}

async function openTalk({ world, ground }: LaidStage, attempt: Attempt, tab: Tab) {
  const { rows } = await sql<{ thread: string; post: string; count: string }>`
    select thread.key as thread, post.key as post, count(*) over () as count from post join thread on thread.id = thread_id
    where title = ${TALK} order by post.id`.execute(world.db)
  const pages = new Set<string>()
  for (const { post } of rows) {
    const answer = await world.request(ground.ana, `/posts/${post}`, { redirect: 'manual' })
    pages.add((answer.headers.get('location') ?? '').replace(/#.*/, ''))
  }
  for (const page of pages) await open(tab, attempt, page)
}

/** Each form once with these payloads in all its fields, and what it leads to. */
async function sendForms(stage: LaidStage, attempt: Attempt, tab: Tab, payloads: string[]) {
  const { world, ground } = stage
  for (const { actor, page, action, fields } of formsWith(ground, payloads)) {
    const answer = await world.submit(actor, page, action, fields).catch((error: Error) => {
      attempt.wrong(`${action} has no form: ${error.message.slice(0, 80)}`)
    })
    if (!answer) continue
    const where = answer.headers.get('location')
    expect(attempt, answer.status < 500, `${action}: ${answer.status}`)
    if (where) await open(tab, attempt, where.replace(/#.*/, ''), await world.request(actor, where))
    else await open(tab, attempt, '/', answer)
  }
}

async function open(tab: Tab, attempt: Attempt, address: string, answer?: Response) {
  const opened = await tab
    .open(address, answer)
    .catch((error) => ({ status: 0, wrong: [`did not open: ${error.message}`] }))
  if (!opened) return
  expect(attempt, opened.status < 500, `${address}: ${opened.status}`)
  for (const what of new Set(opened.wrong)) attempt.wrong(`${address.replace(/[0-9a-z]{16}/g, ':key')} ${what}`)
}

/** The last that each member got of what was sent. */
async function openMails({ world, short }: LaidStage, attempt: Attempt, tab: Tab) {
  const { rows } = await sql<{ raw: Buffer; letter: string }>`
    select distinct on (letter, subject) raw, letter from mailbox join outbox on outbox.id = outbox_id
    where text like '%\\_\\_hit%' order by letter, subject, mailbox.id desc limit ${short ? 20 : 1000}`.execute(
    world.db,
  )
  for (const { raw, letter } of rows) {
    const { html } = await simpleParser(raw)
    if (!html) continue
    attempt.count()
    for (const what of new Set(await tab.openMail(html))) attempt.wrong(`${letter}: ${what}`)
  }
  attempt.figure('mails opened that bring what was sent', rows.length)
}
