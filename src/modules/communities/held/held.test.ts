import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import nodemailer from 'nodemailer'
import { countOnce } from '../../../../test/support/statements.ts'
import { type Actor, openWorld, type World } from '../../../../test/world.ts'
import type { Resolver } from '../../../platform/mail/authenticate.ts'
import { type MailIn, startMailIn } from '../../../platform/mail/smtp-in.ts'
import { heldKey } from '../../../platform/mail/tokens.ts'
import { findCommunityById } from '../reads.ts'
import { listHeld } from './reads.ts'

let world: World
let strict: MailIn
before(async () => {
  world = await openWorld()
  strict = await startMailIn(world.db, world.program, { port: 0, resolver: asksForProof })
})
after(async () => {
  await strict.stop()
  await world.close()
})

const HELD = '/communities/north/held'

test('what nothing proves is held, with its reason, for the coordinators of that community', async () => {
  const { ana, ben, rao, eve, gus } = world
  const { key } = await hold(ben, 'Wells')

  const page = await world.page(ana, HELD)

  assert.match(page, /Ben &lt;ben@example\.org&gt;.*Wells.*nothing proves that.*Who digs\?/s)
  assert.match(await world.page(ana, '/communities/north/desk'), new RegExp(`href="${HELD}"`))
  assert.doesNotMatch(await world.page(rao, '/communities/north/desk'), new RegExp(`href="${HELD}"`))
  assert.doesNotMatch(await world.page(eve, '/communities/south/held'), /Wells/)
  for (const other of [ben, rao, eve, gus]) {
    assert.equal((await world.request(other, HELD)).status, 404)
    for (const act of ['release', 'discard']) assert.equal((await post(other, `${HELD}/${key}/${act}`)).status, 404)
  }
  assert.equal((await post(eve, `/communities/south/held/${key}/release`)).status, 404)
  assert.equal((await stateOf('Wells')).state, 'held')
})

test('a released mail is taken as its writer’s, and the history says who let it pass', async () => {
  const { ana, ben, db } = world
  const { id, key } = await hold(ben, 'Pumps')
  assert.doesNotMatch(await world.page(ben, '/mailbox'), /Pumps/)

  const answer = await world.submit(ana, HELD, `${HELD}/${key}/release`)
  await world.work()

  assert.equal(answer.headers.get('location'), `${HELD}?released`)
  assert.equal((await stateOf('Pumps')).state, 'worked')
  assert.match(await world.page(ben, '/mailbox'), /Pumps/)
  assert.doesNotMatch(await world.page(ana, HELD), /Pumps/)
  const facts = await db.selectFrom('activity').selectAll().where('subject_kind', '=', 'inbound_mail').execute()
  assert.deepEqual(
    facts.map(({ actor_id, verb, subject_id, data }) => ({ actor_id, verb, subject_id, data })),
    [{ actor_id: ana.id, verb: 'mail.released', subject_id: id, data: { reason: 'unproven' } }],
  )
})

test('a discarded mail is never used', async () => {
  const { ana, ben } = world
  const { key } = await hold(ben, 'Nets')

  const answer = await world.submit(ana, HELD, `${HELD}/${key}/discard`)
  await world.work()

  assert.equal(answer.headers.get('location'), `${HELD}?discarded`)
  assert.equal((await stateOf('Nets')).state, 'ignored')
  assert.doesNotMatch(await world.page(ana, HELD), /Nets/)
})

test('of two coordinators at once one releases it; whoever was slower is told', async () => {
  const { ana, cho, north, ben, db } = world
  await db.insertInto('role').values({ person_id: cho.id, community_id: north.id, role: 'coordinator' }).execute()
  const { id, key } = await hold(ben, 'Sheds')
  const path = `${HELD}/${key}/release`
  const pages = [await world.page(ana, HELD), await world.page(cho, HELD)]

  const answers = await Promise.all(
    [ana, cho].map((actor, at) => world.send(actor, path, hidden(pages[at] ?? '', path))),
  )
  const again = await world.send(ana, path, hidden(pages[0] ?? '', path))

  const outcomes = answers.map((answer) => answer.headers.get('location')?.split('?')[1])
  assert.deepEqual(outcomes.sort(), ['released', 'settled'])
  assert.match(again.headers.get('location') ?? '', /\?(released|settled)$/)
  const facts = await db.selectFrom('activity').select('verb').where('subject_id', '=', id).execute()
  assert.deepEqual(facts.filter(({ verb }) => verb.startsWith('mail.')).length, 1)
})

test('a mail whose writer has left can only be discarded', async () => {
  const { ana, dee, north, db } = world
  const { key } = await hold(dee, 'Gates')
  await db.updateTable('membership').set({ state: 'left' }).where('person_id', '=', dee.id).execute()

  assert.match(await world.page(ana, HELD), /Its address belongs to no member of this community now/)
  const discard = hidden(await world.page(ana, HELD), `${HELD}/${key}/discard`)
  assert.equal((await world.send(ana, `${HELD}/${key}/release`, discard)).status, 409)
  assert.equal((await stateOf('Gates')).state, 'held')

  await db.updateTable('membership').set({ state: 'member' }).where('community_id', '=', north.id).execute()
})

test('a mail from a strange address waits for the word of the one we wrote to, and of nobody else', async () => {
  const { ana, ben, gus } = world
  const link = await replyFromElsewhere('Ira', 'YES, gladly.')
  assert.match(await world.page(null, link), /Is this mail yours\?.*elsewhere@example\.net.*YES, gladly\./s)

  for (const other of [ana, ben, gus]) {
    assert.equal((await world.request(other, link)).status, 404)
    assert.equal((await post(other, link, { answer: 'yes' })).status, 404)
  }
  assert.equal((await world.request(null, `${link}x`)).status, 404)
  await world.work()
  assert.doesNotMatch(await world.page(ana, '/communities/north/members'), /Ira/)

  const answer = await world.submit(null, link, link, { answer: 'yes' })
  await world.work()

  assert.match(await answer.text(), /The mail goes its way now/)
  assert.match(await world.page(ana, '/communities/north/members'), /Ira/)
  assert.match(await world.page(null, link), /This mail waits for nobody any more/)
})

test('pressing twice confirms once, and the history leads to nobody', async () => {
  const { db } = world
  const link = await replyFromElsewhere('Uma', 'YES')
  const fields = { ...hidden(await world.page(null, link), link), answer: 'yes' }

  const answers = await Promise.all([1, 2].map(() => world.send(null, link, fields)))

  for (const answer of answers) assert.match(await answer.text(), /The mail goes its way now/)
  const facts = await db
    .selectFrom('activity')
    .select(['actor_id', 'data'])
    .where('verb', '=', 'mail.confirmed')
    .execute()
  assert.deepEqual(facts.at(-1), { actor_id: null, data: {} })
  assert.equal(facts.length, 2)
})

test('what she says is not hers is not used', async () => {
  const { ana } = world
  const link = await replyFromElsewhere('Pia', 'YES')

  const answer = await world.submit(null, link, link, { answer: 'no' })
  await world.work()

  assert.match(await answer.text(), /The mail is not used/)
  assert.doesNotMatch(await world.page(ana, '/communities/north/members'), /Pia/)
})

test('the page asks the database no more for three than for one', async () => {
  const { db, ben, north } = world
  const community = await findCommunityById(db, north.id)
  const [one] = await listHeld(db, community)
  for (const subject of ['One', 'Two', 'Three']) await hold(ben, subject)

  assert.equal(await countOnce(() => listHeld(db, community)), 1)
  const subjects = (await listHeld(db, community)).map(({ subject }) => subject)
  assert.deepEqual(subjects.slice(-3), ['One', 'Two', 'Three'])
  assert.equal(one?.subject, 'Wells')
})

/** As if the cast's domain said that only signed mail is from there. */
const asksForProof: Resolver = async (domain, type) => {
  if (domain === '_dmarc.example.org' && type === 'TXT') return [['v=DMARC1; p=reject']]
  throw Object.assign(new Error('No such name'), { code: 'ENOTFOUND' })
}

async function hold(from: Actor, subject: string) {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port: strict.port, ignoreTLS: true })
  await transport.sendMail({ from: from.address, to: 'north@copse.test', subject, text: 'Who digs?' })
  await world.work()
  const { id, state } = await stateOf(subject)
  assert.equal(state, 'held')
  return { id, key: heldKey(id) }
}

function stateOf(subject: string) {
  return world.db
    .selectFrom('inbound_mail')
    .select(['id', 'state'])
    .where('subject', '=', subject)
    .executeTakeFirstOrThrow()
}

/** Invited, she answers from an address that nobody knows; gives the path of the link she then gets. */
async function replyFromElsewhere(name: string, text: string): Promise<string> {
  const [invitations, address] = ['/communities/north/invitation', `${name.toLowerCase()}@example.com`]
  await world.submit(world.ana, invitations, invitations, { name, address })
  await world.work()
  const { replyTo } = await world.lastMailTo(address)
  await world.mail('elsewhere@example.net', replyTo, 'Re: invitation', text)
  await world.work()
  const { text: asked } = await world.lastMailTo(address)
  return /http:\/\/copse\.test(\/mail\/held\/\w+)/.exec(asked)?.[1] ?? ''
}

function hidden(page: string, action: string): Record<string, string> {
  const form = page.split('<form').find((part) => part.includes(`action="${action}"`)) ?? ''
  const inputs = form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)
  return Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, value]))
}

/** A form that she never got, with the token of her session. */
async function post(actor: Actor, path: string, fields: Record<string, string> = {}) {
  const [, csrf = ''] = /name="csrf" value="([^"]+)"/.exec(await world.page(actor, '/me')) ?? []
  return world.send(actor, path, { csrf, ...fields })
}

/** How many statements the database was sent. */
