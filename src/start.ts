import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { parse } from 'yaml'
import {
  isPlanted,
  lookAroundToken,
  makeFirstRunToken,
  plantAskedSize,
  plantBlueprint,
  plantDemonstration,
  plantDocument,
} from './modules/blueprints/index.ts'
import { hasSteward } from './modules/communities/index.ts'
import { buildAssets } from './platform/assets.ts'
import { type Config, WrongSetting } from './platform/config.ts'
import { logFault } from './platform/log.ts'
import { startMailIn } from './platform/mail/smtp-in.ts'
import { noteArrival } from './platform/rounds.ts'
import { endStreams } from './platform/streams.ts'
import { startWorker } from './platform/worker.ts'
import { type Opened, openProgram } from './program.ts'
import { buildWeb } from './web.tsx'

/** Starts the web, the worker and the mail entrance, or one part of them, and stops them in order when asked to. */
export async function start(given: string[]) {
  const only = given[given.indexOf('--only') + 1]
  // Nobody waits for it, so nobody else would learn of it; whatever it held is leased, and is worked again.
  process.on('unhandledRejection', (error) => logFault(error, { round: 'background' }))
  const opened = await openProgram(process.env)
  const parts: { stop: () => Promise<unknown> }[] = []
  if (!given.includes('--only') || only === 'web') parts.push(await startWeb(opened))
  if (!given.includes('--only') || only === 'worker')
    parts.push(await startWorker(opened, { alone: opened.embedded && !given.includes('--only') }))
  stopWhenAsked(parts, opened)
  await greet(opened, given)
}

async function startWeb(opened: Opened) {
  const { db, program, config } = opened
  const web = buildWeb(db, program, await buildAssets(config.COPSE_DATA))
  const mail = await startMailIn(db, program).catch((error) => explainPort(error, 'MAIL_IN_PORT', config.MAIL_IN_PORT))
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const listening = serve({ fetch: web.fetch, port: config.PORT, hostname: config.HOST }, () => resolve(listening))
    listening.on('error', reject).on('connection', noteArrival)
  }).catch((error) => explainPort(error, 'PORT', config.PORT))
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      await mail.stop()
      endStreams()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function explainPort(error: unknown, setting: string, port: number): never {
  const { code } = error as { code?: string }
  if (code === 'EADDRINUSE')
    throw new WrongSetting(`${setting}: port ${port} is taken by another program. Name a free one.`)
  if (code === 'EACCES')
    throw new WrongSetting(`${setting}: port ${port} is not allowed for this account. Name one above 1023.`)
  throw error
}

function stopWhenAsked(parts: { stop: () => Promise<unknown> }[], opened: Opened) {
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), 10_000).unref()
    for (const part of parts) await part.stop()
    await opened.close()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

/** Plants what was asked for, and says where the door is. */
async function greet({ config, db, embedded }: Opened, given: string[]) {
  warnOfHttp(config)
  if (given.includes('--demo')) await plantDemonstration(db)
  await plantAskedSize(db, given)
  const name = given[given.indexOf('--blueprint') + 1]
  if (given.includes('--blueprint') && name) await plantNamed(db, name)

  console.log(`Copse is at ${config.BASE_URL}`)
  if (embedded) console.log(`Its database is its own, in ${config.COPSE_DATA}.`)
  if (!config.SMTP_URL) console.log('Without a mail server (SMTP_URL) letters go to the built-in mailbox only.')
  // It serves already: a database that is away at this moment costs the greeting, not the program.
  await showDoor(db, config).catch((error) => logFault(error, { round: 'greeting' }))
}

async function showDoor(db: Opened['db'], { BASE_URL }: Config) {
  if (await isPlanted(db, 'demonstration')) console.log(`Look around: ${BASE_URL}/look-around/${lookAroundToken()}`)
  else if (!(await hasSteward(db))) console.log(`Begin here, once: ${BASE_URL}/first/${await makeFirstRunToken(db)}`)
}

/** A blueprint of the house by its name, or a file of one's own. */
function plantNamed(db: Opened['db'], name: string) {
  return name.endsWith('.yaml') ? plantDocument(db, readDocument(name)) : plantBlueprint(db, name)
}

function readDocument(path: string) {
  try {
    const document = parse(readFileSync(path, 'utf8'))
    if (document?.format === 'copse-blueprint' && typeof document.name === 'string') return document
  } catch (error) {
    throw new WrongSetting(`--blueprint: ${path} cannot be read (${(error as Error).message})`)
  }
  throw new WrongSetting(
    `--blueprint: ${path} is no blueprint. The first lines of one are: format: copse-blueprint, name: …`,
  )
}

function warnOfHttp({ BASE_URL }: Config) {
  const { protocol, hostname } = new URL(BASE_URL)
  if (protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname)) {
    console.log('BASE_URL is http: sign-in cookies and passkeys need https on any host but localhost.')
  }
}
