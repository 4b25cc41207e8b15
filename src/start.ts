import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { buildAssets } from './platform/assets.ts'
import { type Config, WrongSetting } from './platform/config.ts'
import { startMailIn } from './platform/mail/smtp-in.ts'
import { startWorker } from './platform/worker.ts'
import { type Opened, openProgram } from './program.ts'
import { buildWeb } from './web.tsx'

/** Starts the web, the worker and the mail entrance, or one part of them, and stops them in order when asked to. */
export async function start(given: string[]) {
  const only = given[given.indexOf('--only') + 1]
  const opened = await openProgram(process.env)
  const parts: { stop: () => Promise<unknown> }[] = []
  if (!given.includes('--only') || only === 'web') parts.push(await startWeb(opened))
  if (!given.includes('--only') || only === 'worker') parts.push(await startWorker(opened, { alone: opened.embedded }))
  stopWhenAsked(parts, opened)
  await greet(opened, given)
}

async function startWeb(opened: Opened) {
  const { db, program, config } = opened
  const web = buildWeb(db, program, await buildAssets(config.COPSE_DATA))
  const mail = await startMailIn(db, program).catch((error) => explainPort(error, 'MAIL_IN_PORT', config.MAIL_IN_PORT))
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const listening = serve({ fetch: web.fetch, port: config.PORT, hostname: config.HOST }, () => resolve(listening))
    listening.on('error', reject)
  }).catch((error) => explainPort(error, 'PORT', config.PORT))
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      await mail.stop()
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

async function greet({ config }: Opened, _given: string[]) {
  warnOfHttp(config)
  console.log(`Copse is at ${config.BASE_URL}`)
}

function warnOfHttp({ BASE_URL }: Config) {
  const { protocol, hostname } = new URL(BASE_URL)
  if (protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname)) {
    console.log('BASE_URL is http: sign-in cookies and passkeys need https on any host but localhost.')
  }
}
