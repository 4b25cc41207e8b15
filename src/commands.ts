import type { Hono } from 'hono'
import { findNetwork, inviteByCommand } from './modules/communities/index.ts'
import { importByCommand } from './modules/exchange/index.ts'
import { findSender, makeSignInLink, resetFactors } from './modules/people/index.ts'
import { buildAssets } from './platform/assets.ts'
import { shiftTime } from './platform/clocks.ts'
import { WrongSetting } from './platform/config.ts'
import { NotFound, Unfit } from './platform/errors.ts'
import { type Env, listRoutes } from './platform/http.ts'
import { nobody } from './platform/viewer.ts'
import { openProgram } from './program.ts'
import { progressLine } from './progress-line.ts'
import { buildWeb } from './web.tsx'

export async function applyMigrations() {
  const opened = await openProgram(process.env)
  console.log('The tables are up to date.')
  await opened.close()
}

/** Method, path and who may, for people and for the harnesses that must cover each. */
export async function printRoutes(given: string[]) {
  const opened = await openProgram(process.env)
  const web: Hono<Env> = buildWeb(opened.db, opened.program, await buildAssets(opened.config.COPSE_DATA))
  const routes = listRoutes(web)
  if (given.includes('--json')) console.log(JSON.stringify(routes, null, 2))
  else for (const { method, path, who } of routes) console.log(`${method.padEnd(5)} ${path.padEnd(60)} ${who}`)
  await opened.close()
}

export async function printSignInLink([address]: string[]) {
  if (!address) throw new Error('Say whose link: copse sign-in-link ADDRESS')
  const opened = await openProgram(process.env)
  try {
    console.log(await makeSignInLink(opened.db, address))
  } catch (error) {
    if (!(error instanceof NotFound)) throw error
    console.error(`Nobody here has the address ${address}.`)
    process.exitCode = 1
  } finally {
    await opened.close()
  }
}

/** For an administrator who has lost passkey, app and recovery codes, and has nobody beside her. */
export async function resetSecondFactor([address]: string[]) {
  if (!address) throw new Error('Say whose: copse reset-second-factor ADDRESS')
  const opened = await openProgram(process.env)
  try {
    const sender = await findSender(opened.db, address)
    if (!sender) throw new Unfit(`Nobody here has the address ${address}.`)
    await resetFactors(opened.db, nobody('job'), sender.person_id)
    console.log(`${address} signs in with a mailed code and sets up a second factor anew. A letter says so.`)
  } catch (error) {
    if (!(error instanceof Unfit)) throw error
    console.error(error.message)
    process.exitCode = 1
  } finally {
    await opened.close()
  }
}

/** Moves the clock of a demonstration or test forward: 10d, 6h, 30m. */
export async function travel([distance = '']: string[]) {
  const [, count, unit] = /^(\d{1,4})([dhm])$/.exec(distance) ?? []
  if (!count || !unit) throw new Error('Say how far: copse travel 10d (or 6h, 30m)')
  const opened = await openProgram(process.env)
  try {
    const network = await findNetwork(opened.db)
    if (!network?.demonstration && !opened.config.COPSE_TEST) {
      throw new WrongSetting('Time passes by itself here: travel is for demonstrations and tests.')
    }
    const at = await shiftTime(opened.db, `${count}${{ d: ' days', h: ' hours', m: ' minutes' }[unit]}`)
    console.log(`It is now ${at.toISOString()} here.`)
  } finally {
    await opened.close()
  }
}

/** Brings in what was written elsewhere: `copse import mbox FILE --community NAME`. */
export async function importArchives(given: string[]) {
  const opened = await openProgram(process.env)
  const place = { data: opened.config.COPSE_DATA, screen: process.stdout }
  process.exitCode = await importByCommand(opened.db, given, place).finally(opened.close)
}

/** Invites a cohort from a file: `copse invite FILE --community NAME [--cohort KEY] [--yes]`. */
export async function inviteFromFile(given: string[]) {
  const opened = await openProgram(process.env)
  process.exitCode = await inviteByCommand(opened.db, given, progressLine()).finally(opened.close)
}
