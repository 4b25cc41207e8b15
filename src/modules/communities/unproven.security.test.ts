import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import nodemailer from 'nodemailer'
import { type Actor, openWorld, plantRole, type World } from '../../../test/world.ts'
import type { Resolver } from '../../platform/mail/authenticate.ts'
import { type MailIn, startMailIn } from '../../platform/mail/smtp-in.ts'
import { replyAddress } from '../../platform/mail/tokens.ts'
import { applicationReply, groupReply, roleReply, welcomeReply } from './addresses.ts'
import { clear, DOOR, membershipOf, plantOutsider, setDoor } from './doors/builders.ts'

let world: World
let silent: MailIn
before(async () => {
  world = await openWorld()
  silent = await startMailIn(world.db, world.program, { port: 0, resolver: publishesNothing })
  await setDoor(world, 'ask')
})
after(async () => {
  await silent.stop()
  await world.close()
})
beforeEach(async () => {
  await clear(world)
  await world.db.deleteFrom('mailbox').execute()
})

/** As if the cast’s domain had no SPF, no DKIM and no DMARC: whoever knows a reply address can write this. */
const publishesNothing: Resolver = async () => {
  throw Object.assign(new Error('No such name'), { code: 'ENOTFOUND' })
}

async function fromSilent(from: Actor, to: string, text: string) {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port: silent.port, ignoreTLS: true })
  await transport.sendMail({ from: from.address, to, subject: 'Re: It', text })
  await world.work()
}

const addressFor = ({ id }: Actor, receiver: number, about: number) =>
  replyAddress({ person_id: id, receiver, about, epoch: 0 })

/** Somebody waits for Ana's decision; gives the address that decides. */
async function asking() {
  const one = await plantOutsider(world)
  await world.submit(one, DOOR, DOOR)
  await world.work()
  return { one, to: (await world.lastMailTo(world.ana)).replyTo }
}

test('a yes about another, from a domain that proves nothing, waits until she replies to a letter of her own', async () => {
  const { ana } = world
  const { one, to } = await asking()
  await fromSilent(ana, to, 'YES')
  assert.equal(await membershipOf(world, one), undefined)

  const asked = await world.lastMailTo(ana)
  assert.equal(asked.subject, 'Is this mail yours?')
  assert.notEqual(asked.replyTo, to)
  await fromSilent(ana, asked.replyTo, 'Yes')
  assert.equal(await membershipOf(world, one), 'member internal')
})

test('her NO to the question puts the mail aside for good, and no answer of hers is asked about again', async () => {
  const { ana, cho } = world
  const { one, to } = await asking()
  await fromSilent(ana, to, 'YES')
  const asked = await world.lastMailTo(ana)
  await fromSilent(cho, asked.replyTo, 'Yes')
  assert.equal((await world.mailsTo(ana)).filter(({ subject }) => subject === asked.subject).length, 1)
  await fromSilent(ana, asked.replyTo, 'No')
  await fromSilent(ana, asked.replyTo, 'Yes')
  assert.equal(await membershipOf(world, one), undefined)
})

test('of five decisions in one day she is asked about each at once', async () => {
  const { ana } = world
  for (let nth = 0; nth < 5; nth++) await fromSilent(ana, (await asking()).to, 'YES')
  const asked = (await world.mailsTo(ana)).filter(({ subject }) => subject === 'Is this mail yours?')
  assert.equal(asked.length, 5)
})

test('what lays down an office or ends a group waits as well; what is her own does not', async () => {
  const { ana, ben, db, north } = world
  await db.updateTable('community').set({ ends_on: '2099-01-01' }).where('id', '=', north.id).execute()
  await plantRole(db, ben.id, north.id, 'moderator')
  const role = await db.selectFrom('role').select('id').where('person_id', '=', ben.id).executeTakeFirstOrThrow()
  await fromSilent(ana, addressFor(ana, groupReply.code, north.id), 'NO')
  await fromSilent(ana, addressFor(ana, welcomeReply.code, north.id), 'Leave')
  await fromSilent(ben, addressFor(ben, roleReply.code, role.id), 'NO')

  const group = db.selectFrom('community').select('state').where('id', '=', north.id)
  assert.equal((await group.executeTakeFirstOrThrow()).state, 'active')
  assert.equal(await membershipOf(world, ana), 'member internal')
  const held = db.selectFrom('role').select('until').where('id', '=', role.id)
  assert.equal((await held.executeTakeFirstOrThrow()).until, null)
  assert.equal((await world.lastMailTo(ben)).subject, 'Is this mail yours?')

  const one = await plantOutsider(world)
  await world.submit(one, DOOR, DOOR)
  const own = db.selectFrom('application').select('id').where('person_id', '=', one.id)
  await fromSilent(one, addressFor(one, applicationReply.code, (await own.executeTakeFirstOrThrow()).id), 'NO')
  assert.equal(
    (await db.selectFrom('application').select('decision').where('person_id', '=', one.id).executeTakeFirst())
      ?.decision,
    'withdrawn',
  )
})
