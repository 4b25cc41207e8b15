import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { assemble } from '../src/app.ts'
import { buildAssets } from '../src/platform/assets.ts'
import { loadConfig } from '../src/platform/config.ts'
import { openDb, openPool, sql } from '../src/platform/db.ts'
import type { Env } from '../src/platform/http.ts'
import type { Resolver } from '../src/platform/mail/authenticate.ts'
import { transportFor } from '../src/platform/mail/send.ts'
import { startMailIn } from '../src/platform/mail/smtp-in.ts'
import { type WorkerParts, workUntilIdle } from '../src/platform/worker.ts'
import { buildWeb } from '../src/web.tsx'
import { freshDatabase } from './support/database.ts'
import { BUILT_ASSETS } from './support/folders.ts'
import { type Actor, plantCast } from './world-cast.ts'
import { mailProgram } from './world-mail.ts'

export { type Actor, plantCast, plantCommunity, plantMember, plantPerson, plantRole, proveFor } from './world-cast.ts'
export { mailProgram } from './world-mail.ts'

export type World = Awaited<ReturnType<typeof openWorld>>

const ORIGIN = 'http://copse.test'

/** The domains of the cast say that this machine sends for them, as those of an office do. */
const vouchesForUs: Resolver = async (domain, type) => {
  if (type === 'TXT' && !domain.startsWith('_')) return [['v=spf1 ip4:127.0.0.1 ip6:::1 -all']]
  throw Object.assign(new Error('No such name'), { code: 'ENOTFOUND' })
}

/**
 * A whole Copse on a database of its own, with the cast: in North, Ana coordinates, Rao researches, Ben, Cho and Dee are
 * members; in South, Eve coordinates and Fay is a member. Gus is a stranger. Close it after the tests of a file.
 */
export async function openWorld() {
  const world = await openEmptyWorld()
  return { ...world, ...(await plantCast(world.db)) }
}

/** The same before anything is planted: no network, nobody. */
export async function openEmptyWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'copse-test-world-'))
  const config = configIn(folder)
  const database = await freshDatabase()
  const pool = openPool(database.connection, { max: 10 })
  const db = openDb(database.connection, { max: 10 })
  const program = assemble()
  const parts: WorkerParts = { db, pool, program, transport: transportFor(config) }
  const web = buildWeb(db, program, await buildAssets(BUILT_ASSETS))
  const mailIn = await startMailIn(db, program, { resolver: vouchesForUs })
  config.MAIL_IN_PORT = mailIn.port

  const close = async () => {
    await mailIn.stop()
    await db.destroy()
    await pool.end()
    await database.drop()
    rmSync(folder, { recursive: true, force: true })
  }
  const ground = { db, pool, web, folder, url: database.url, program, mailPort: mailIn.port }
  return { ...ground, ...timeOf(parts), close, ...browser(web), ...mailProgram(db, mailIn.port) }
}

function configIn(folder: string) {
  process.env.COPSE_QUIET ??= '1'
  return loadConfig({
    BASE_URL: ORIGIN,
    MAIL_DOMAIN: 'copse.test',
    COPSE_DATA: folder,
    COPSE_SECRET: 'a secret for tests, of no use to anybody',
    MAIL_IN_PORT: '0',
    COPSE_TEST: '1',
  })
}

function timeOf(parts: WorkerParts) {
  return {
    /** Everything that is due, to the last letter. */
    work: () => workUntilIdle(parts),
    travel: (distance: string) => sql`update time_shift set shift = shift + ${distance}::interval`.execute(parts.db),
  }
}

type Fields = Record<string, string | string[] | File>

/** Pages as a browser without script gets them, and forms as it sends them. */
function browser(web: Hono<Env>) {
  const request = (actor: Actor | null, path: string, init: RequestInit = {}) =>
    web.request(`${ORIGIN}${path}`, {
      ...init,
      headers: {
        host: 'copse.test',
        'accept-language': 'en',
        ...(actor ? { cookie: actor.cookie } : {}),
        ...init.headers,
      },
    })

  const page = async (actor: Actor | null, path: string) => {
    const answer = await request(actor, path)
    return answer.text()
  }

  /** Fills in the form of the page whose action this is (its hidden fields, the once-key among them, go along) and sends it. */
  const submit = async (actor: Actor | null, path: string, action: string, fields: Fields = {}) => {
    const hidden = hiddenFields(await page(actor, path), action)
    return send(actor, action, { ...hidden, ...fields })
  }

  const send = async (actor: Actor | null, action: string, fields: Fields) => {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
    return request(actor, action, { method: 'POST', body })
  }

  return { request, page, submit, send }
}

/** The hidden inputs of the one form with this action. */
export function hiddenFields(html: string, action: string): Record<string, string> {
  const form = html.split('<form').find((part) => part.includes(`action="${action.replaceAll('&', '&amp;')}"`))
  if (!form)
    throw new Error(
      `There is no form for ${action} on this page:\n${html
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .slice(0, 1500)}`,
    )
  const inputs = form.slice(0, form.indexOf('</form>')).matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)
  return Object.fromEntries([...inputs].map(([, name, value]) => [name, value]))
}
