import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import nodemailer from 'nodemailer'
import { type Actor, openWorld, type World } from '../../../test/world.ts'
import { config } from '../../platform/config.ts'
import type { Resolver } from '../../platform/mail/authenticate.ts'
import { readRaw } from '../../platform/mail/raw-store.ts'
import { readMail, replyTextOf } from '../../platform/mail/read.ts'
import { submissionPassword } from '../../platform/mail/smtp-in/submission.ts'
import { startMailIn } from '../../platform/mail/smtp-in.ts'
import { copyTo, idsTo, invite } from './builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

test('a reply goes in by mail, quoted as mail programs do, and what comes of it stands in the mailbox', async () => {
  const { ana, gus } = world
  await invite(world, ana, 'Gus', gus.address)
  const [invitation] = await idsTo(world, gus.address)
  const path = `/mailbox/${invitation}`

  const answer = await world.submit(gus, path, `${path}/reply`, { text: 'YES' })

  assert.equal(answer.headers.get('location'), '/mailbox?mailed')
  assert.match(await world.page(gus, '/mailbox?mailed'), /It is on its way/)
  const [row] = await world.db.selectFrom('inbound_mail').selectAll().where('from_address', '=', gus.address).execute()
  assert.match(row?.recipient ?? '', /^r-/)
  assert.match(row?.subject ?? '', /^Re: .*invites you to North/)
  await world.work()
  const inbox = await world.page(gus, '/mailbox')
  assert.match(inbox, /Welcome/)
  assert.match(await world.page(ana, '/communities/north/members'), /Gus/)
})

for (const [language, word] of [
  ['en', 'Yes, in Kullu.'],
  ['hi', 'हाँ, कुल्लू में।'],
] as const) {
  test(`what was quoted below a reply is cut off again (${language})`, async () => {
    const { eve, db } = world
    await db.updateTable('person').set({ language }).where('id', '=', eve.id).execute()
    const raw = Buffer.from(
      'From: South <south@copse.test>\r\nMessage-ID: <one@copse.test>\r\nSubject: Where\r\n\r\nOld words.\r\n',
    )
    await db
      .insertInto('mailbox')
      .values({ ...copyTo(eve.address), text: 'Who has sheds?\n\n-- \nWhy you get this.\n', raw })
      .execute()
    const [id] = await idsTo(world, eve.address)

    await world.submit(eve, `/mailbox/${id}`, `/mailbox/${id}/reply`, { text: word })

    const row = await db.selectFrom('inbound_mail').select('file').orderBy('id', 'desc').executeTakeFirstOrThrow()
    const mail = await readMail(await readRaw(row.file ?? ''))
    assert.equal(replyTextOf(mail).text, word)
    assert.match(mail.text, /<south@copse\.test>.*\n> Who has sheds\?/)
    assert.deepEqual([mail.inReplyTo, mail.references], ['<one@copse.test>', ['<one@copse.test>']])
  })
}

test('the same form sent twice is one mail', async () => {
  const { ana, ben, db } = world
  const fields = await filled(ben, '/mailbox/new', { to: 'north@copse.test', subject: 'Wells', text: 'Who digs?' })

  await world.send(ben, '/mailbox/new', fields)
  await world.send(ben, '/mailbox/new', fields)

  const rows = await db.selectFrom('inbound_mail').select('subject').where('subject', '=', 'Wells').execute()
  assert.equal(rows.length, 1)
  await world.work()
  assert.match(await world.page(ana, '/mailbox'), /Wells/)
  assert.match(await world.page(ben, '/mailbox'), /Wells/)
})

test('attachments go along and come back as they were', async () => {
  const { dee, db } = world
  const files = new File(['a,b\n'], 'wells & pumps.csv', { type: 'text/csv' })
  await world.submit(dee, '/mailbox/new', '/mailbox/new', {
    to: 'north@copse.test',
    subject: 'List',
    text: 'See.',
    files,
  })
  const raw = Buffer.from(
    'From: Copse <copse@copse.test>\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename="w.csv"\r\n\r\na,b\r\n',
  )
  await db
    .insertInto('mailbox')
    .values({ ...copyTo(dee.address), raw })
    .execute()
  const [id] = await idsTo(world, dee.address)

  const sent = await db.selectFrom('inbound_mail').select('from_address').where('subject', '=', 'List').execute()
  assert.deepEqual(sent, [{ from_address: dee.address }])
  const page = await world.page(dee, `/mailbox/${id}`)
  assert.match(page, /w\.csv/)
  assert.match(page, /This mail takes no answer/)
  const answer = await world.request(dee, `/mailbox/${id}/attachments/1`)
  assert.equal(await answer.text(), 'a,b\r\n')
  assert.match(answer.headers.get('content-disposition') ?? '', /^attachment; filename\*=UTF-8''w\.csv$/)
  assert.equal((await world.request(world.cho, `/mailbox/${id}/attachments/1`)).status, 404)
  assert.equal((await world.request(dee, `/mailbox/${id}/attachments/2`)).status, 404)
})

test('what the entrance refuses is said in its words, and what was typed stays', async () => {
  const { ben } = world

  const answer = await world.submit(ben, '/mailbox/new', '/mailbox/new', {
    to: 'south@copse.test',
    text: 'Who digs here?',
  })

  assert.equal(answer.status, 422)
  const page = await answer.text()
  assert.match(page, /It was not taken: south@copse\.test takes mail from its members only/)
  assert.match(page, /Who digs here\?<\/textarea>/)
})

test('nobody writes from an address that is not hers', async () => {
  const { ben, db } = world
  const fields = { to: 'north@copse.test', subject: 'From whom', text: 'Mine.', from: 'ana@example.org' }

  await world.submit(ben, '/mailbox/new', '/mailbox/new', fields)

  const rows = await db.selectFrom('inbound_mail').select('from_address').where('subject', '=', 'From whom').execute()
  assert.deepEqual(rows, [{ from_address: ben.address }])
})

test('what is written here counts as hers, whatever her domain asks of mail servers', async () => {
  const { ana, ben, db } = world
  const strict = await startMailIn(db, world.program, { port: 0, resolver: asksForProof })
  config().MAIL_IN_PORT = strict.port
  const stateOf = async (subject: string) => {
    await world.work()
    return db.selectFrom('inbound_mail').select('state').where('subject', '=', subject).executeTakeFirst()
  }
  const auth = { user: ben.address, pass: submissionPassword(ben.address) }
  const by = (more: object) => nodemailer.createTransport({ host: '127.0.0.1', port: strict.port, ...more })
  const mail = (subject: string, from = ben) => ({
    from: from.address,
    to: 'north@copse.test',
    subject,
    text: 'Where?',
  })

  await world.submit(ben, '/mailbox/new', '/mailbox/new', { to: 'north@copse.test', subject: 'Mine', text: 'Where?' })
  await by({}).sendMail(mail('From anywhere'))
  await by({ auth }).sendMail(mail('As another', ana))

  assert.equal((await stateOf('Mine'))?.state, 'worked')
  assert.equal((await stateOf('From anywhere'))?.state, 'held')
  assert.equal((await stateOf('As another'))?.state, 'held')
  await assert.rejects(by({ auth: { ...auth, pass: 'guessed' } }).sendMail(mail('Guessed')), /535 5\.7\.8/)
  config().MAIL_IN_PORT = world.mailPort
  await strict.stop()
})

/** The form of the page as a browser would send it, once-key and all. */
async function filled(actor: Actor, path: string, fields: Record<string, string>) {
  const hidden = [...(await world.page(actor, path)).matchAll(/name="(csrf|once)" value="([^"]+)"/g)]
  const own = hidden.slice(-2).map(([, name = '', value = '']) => [name, value])
  return { ...Object.fromEntries(own), ...fields } as Record<string, string>
}

/** As if the cast's domain said that only signed mail is from there. */
const asksForProof: Resolver = async (domain, type) => {
  if (domain === '_dmarc.example.org' && type === 'TXT') return [['v=DMARC1; p=reject']]
  throw Object.assign(new Error('No such name'), { code: 'ENOTFOUND' })
}
