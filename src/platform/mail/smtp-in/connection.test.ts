import assert from 'node:assert/strict'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { after, beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import nodemailer from 'nodemailer'
import tlsOptions from 'smtp-server/lib/tls-options.js'
import { sendTo } from '../../../../test/support/mail.ts'
import { openMailDoor, reply, settingsOf, toNorth } from '../../../../test/support/mail-door.ts'
import { loadConfig } from '../../config.ts'
import { startMailIn } from '../smtp-in.ts'

const world = await openMailDoor()
const { ana, ben, db, mail, raw, refusalOf, files, rows } = world
after(() => world.close())
beforeEach(() => world.empty())

test('30 MB are refused with a sentence, whether their size is told beforehand or not, and leave nothing (ASVS 5.2.1)', async () => {
  const words = /^552 5\.3\.4 This mail is larger than 25 MB/
  const large = raw(`From: ${ana.address}`, `${'a'.repeat(998)}\r\n`.repeat(30_000))
  assert.match(await refusalOf(large), words)

  const [greeting, answer] = await talk([`EHLO me`, `MAIL FROM:<${ana.address}> SIZE=30000000`])
  assert.match(greeting ?? '', /SIZE 26214400/)
  assert.match(answer ?? '', /^552 .*26214400/)
  assert.deepEqual([await rows(), files()], [[], []])
})

test('a line that breaks within the mail leaves nothing; one that is reset begins anew', async () => {
  await talk([
    'EHLO me',
    `MAIL FROM:<${ana.address}>`,
    `RCPT TO:<${toNorth}>`,
    'DATA',
    `From: ${ana.address}\r\n\r\nhalf`,
  ])
  await sleep(100)
  assert.deepEqual([await rows(), files()], [[], []])

  const body = `From: ${ana.address}\r\n\r\nwhole\r\n.`
  const answers = await talk([
    'EHLO me',
    `MAIL FROM:<${ben.address}>`,
    `RCPT TO:<${reply(ana)}>`,
    'RSET',
    'DATA',
    `MAIL FROM:<${ana.address}>`,
    `RCPT TO:<${toNorth}>`,
    'DATA',
    body,
  ])
  assert.deepEqual(
    answers.map((answer) => answer.slice(0, 3)),
    ['250', '250', '250', '250', '503', '250', '250', '354', '250'],
  )
  assert.deepEqual(
    (await rows()).map(({ recipient }) => recipient),
    [toNorth],
  )
})

test('a network that we do not know may send so many mails a minute, over so many connections (ASVS 2.4.1)', async () => {
  const limits = { mailsAMinute: 2, connections: 2, isKnown: () => false }
  const server = await startMailIn(db, world.program, { port: 0, limits })
  await sendTo(server.port, mail())
  await sendTo(server.port, mail())
  assert.match(await refusalOf(mail(), server.port), /^451 4\.7\.1 Too many mails from your network/)

  const open = [1, 2].map(() => connect(server.port, '127.0.0.1'))
  await Promise.all(open.map((socket) => once(socket, 'data')))
  assert.match(await refusalOf(mail(), server.port), /421 4\.7\.0 Too many connections/)
  for (const socket of open) socket.destroy()
  await server.stop()
})

test('with a certificate the line is encrypted (ASVS 12.3.1)', async () => {
  const { key, cert } = tlsOptions({})
  const [MAIL_IN_KEY, MAIL_IN_CERT] = [join(world.folder, 'key.pem'), join(world.folder, 'cert.pem')]
  writeFileSync(MAIL_IN_KEY, String(key))
  writeFileSync(MAIL_IN_CERT, String(cert))
  loadConfig({ ...settingsOf(world), MAIL_IN_KEY, MAIL_IN_CERT })
  const server = await startMailIn(db, world.program, { port: 0 })
  loadConfig(settingsOf(world))
  const client = nodemailer.createTransport({
    host: '127.0.0.1',
    port: server.port,
    requireTLS: true,
    tls: { rejectUnauthorized: false },
  })

  await client.sendMail(mail())
  assert.equal((await rows()).length, 1)
  client.close()
  await server.stop()
})

/** Says one line after the other and hangs up; gives the answers. */
async function talk(lines: string[]): Promise<string[]> {
  const socket = connect(world.port, '127.0.0.1')
  const answers: string[] = []
  await once(socket, 'data')
  for (const line of lines) {
    socket.write(`${line}\r\n`)
    if (line.endsWith('half')) await sleep(50)
    else answers.push(String(await once(socket, 'data')))
  }
  socket.destroy()
  return answers
}
