import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import type { Kysely } from 'kysely'
import nodemailer, { type SendMailOptions } from 'nodemailer'
import { assemble } from '../src/app.ts'
import { viewerOf } from '../src/modules/communities/index.ts'
import { openSession } from '../src/modules/people/index.ts'
import { buildAssets } from '../src/platform/assets.ts'
import { loadConfig } from '../src/platform/config.ts'
import { type Id, openDb, openPool, sql, type Tables } from '../src/platform/db.ts'
import type { Env } from '../src/platform/http.ts'
import type { Resolver } from '../src/platform/mail/authenticate.ts'
import { transportFor } from '../src/platform/mail/send.ts'
import { startMailIn } from '../src/platform/mail/smtp-in.ts'
import type { Viewer } from '../src/platform/viewer.ts'
import { type WorkerParts, workUntilIdle } from '../src/platform/worker.ts'
import { buildWeb } from '../src/web.tsx'
import { freshDatabase } from './support/database.ts'
import { BUILT_ASSETS } from './support/folders.ts'

/** One of the cast: who she is, how she writes, and the cookie of her browser. */
export type Actor = {
  id: Id
  key: string
  name: string
  address: string
  cookie: string
  viewer: () => Promise<Viewer>
}

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
  const folder = mkdtempSync(join(tmpdir(), 'copse-world-'))
  process.env.COPSE_QUIET ??= '1'
  const config = loadConfig({
    BASE_URL: ORIGIN,
    MAIL_DOMAIN: 'copse.test',
    COPSE_DATA: folder,
    COPSE_SECRET: 'a secret for tests, of no use to anybody',
    MAIL_IN_PORT: '0',
    COPSE_TEST: '1',
  })
  const database = await freshDatabase()
  const pool = openPool(database.connection, { max: 10 })
  const db = openDb(database.connection, { max: 10 })
  const program = assemble()
  const parts: WorkerParts = { db, pool, program, transport: transportFor(config) }
  const web = buildWeb(db, program, await buildAssets(BUILT_ASSETS))
  const mailIn = await startMailIn(db, program, { resolver: vouchesForUs })
  config.MAIL_IN_PORT = mailIn.port

  return {
    db,
    pool,
    web,
    folder,
    /** For programs that a test starts beside itself. */
    url: database.url,
    program,
    mailPort: mailIn.port,
    /** Everything that is due, to the last letter. */
    work: () => workUntilIdle(parts),
    travel: (distance: string) => sql`update time_shift set shift = shift + ${distance}::interval`.execute(db),
    async close() {
      await mailIn.stop()
      await db.destroy()
      await pool.end()
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    },
    ...browser(web),
    ...mailProgram(db, mailIn.port),
  }
}

export async function plantCast(db: Kysely<Tables>) {
  const calendar = await db
    .insertInto('calendar')
    .values({ name: 'Test', time_zone: 'Asia/Kolkata' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const network = await plantCommunity(db, calendar.id, null, 'network', 'Network')
  const north = await plantCommunity(db, calendar.id, network.id, 'north', 'North')
  const south = await plantCommunity(db, calendar.id, network.id, 'south', 'South')
  const person = (name: string) => plantPerson(db, name)
  const [ana, rao, ben, cho, dee] = [
    await person('Ana'),
    await person('Rao'),
    await person('Ben'),
    await person('Cho'),
    await person('Dee'),
  ]
  const [eve, fay, gus] = [await person('Eve'), await person('Fay'), await person('Gus')]
  for (const member of [ana, rao, ben, cho, dee]) await plantMember(db, member.id, north.id)
  for (const member of [eve, fay]) await plantMember(db, member.id, south.id)
  await plantRole(db, ana.id, north.id, 'coordinator')
  await plantRole(db, rao.id, north.id, 'researcher')
  await plantRole(db, eve.id, south.id, 'coordinator')
  await db
    .insertInto('topic')
    .values([
      { key: 'water', name: '{"en":"Water","hi":"पानी"}' },
      { key: 'schools', name: '{"en":"Schools","hi":"विद्यालय"}' },
    ])
    .execute()
  return { network, north, south, ana, rao, ben, cho, dee, eve, fay, gus }
}

export async function plantCommunity(
  db: Kysely<Tables>,
  calendar_id: Id,
  parent_id: Id | null,
  slug: string,
  name: string,
) {
  const community = await db
    .insertInto('community')
    .values({
      calendar_id,
      parent_id,
      type: parent_id ? 'practice' : 'network',
      short_name: name,
      name: JSON.stringify({ en: name }),
    })
    .returning(['id', 'key'])
    .executeTakeFirstOrThrow()
  await db.insertInto('slug').values({ slug, community_id: community.id }).execute()
  await db.insertInto('mail_name').values({ local_part: slug, community_id: community.id }).execute()
  await db.insertInto('room').values({ community_id: community.id, is_default: true }).execute()
  return { ...community, slug }
}

export async function plantPerson(db: Kysely<Tables>, name: string): Promise<Actor> {
  const address = `${name.toLowerCase()}@example.org`
  const { id, key } = await db
    .insertInto('person')
    .values({ name, state: 'active', organisation: `Office of ${name}` })
    .returning(['id', 'key'])
    .executeTakeFirstOrThrow()
  await db.insertInto('address').values({ person_id: id, address, verified_at: sql<Date>`app_now()` }).execute()
  const cookie = `copse=${await openSession(db, id, 'test')}`
  await proveFor(db, id)
  return { id, key, name, address, cookie, viewer: async () => (await viewerOf(db, id, 'page')) as Viewer }
}

/** The sessions of the cast count as proven by a second factor, however far a test travels. */
export function proveFor(db: Kysely<Tables>, person_id: Id) {
  return sql`update session set proven_at = 'infinity' where person_id = ${person_id}`.execute(db)
}

export function plantMember(db: Kysely<Tables>, person_id: Id, community_id: Id) {
  return db
    .insertInto('membership')
    .values({ person_id, community_id, state: 'member', since: sql<Date>`app_now()` })
    .execute()
}

export function plantRole(db: Kysely<Tables>, person_id: Id, community_id: Id, role: string) {
  return db.insertInto('role').values({ person_id, community_id, role }).execute()
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

type Sent = {
  to: string
  subject: string
  text: string
  raw: string
  replyTo: string
  messageId: string
  headers: string
}

/** Mail through the real doors: SMTP in, and what was sent out to each address. */
export function mailProgram(db: Kysely<Tables>, port: number) {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port, tls: { rejectUnauthorized: false } })

  const mail = (from: Actor | string, to: string, subject: string, text: string, more: SendMailOptions = {}) => {
    const address = typeof from === 'string' ? from : from.address
    return transport.sendMail({ from: address, to, subject, text, ...more })
  }

  const mailsTo = async (actor: Actor | string): Promise<Sent[]> => {
    const to = typeof actor === 'string' ? actor : actor.address
    const rows = await db.selectFrom('mailbox').selectAll().where('to_address', '=', to).orderBy('id').execute()
    return rows.map(({ subject, text, raw }) => ({
      to,
      subject,
      text,
      raw: raw.toString(),
      ...headersOf(raw.toString()),
    }))
  }

  const lastMailTo = async (actor: Actor | string): Promise<Sent> => {
    const last = (await mailsTo(actor)).at(-1)
    if (!last) throw new Error(`No mail went to ${typeof actor === 'string' ? actor : actor.name}`)
    return last
  }

  /** Replies to the last mail this person got (or the given one), as a mail program does: quoted tail and signature below. */
  const reply = async (from: Actor, text: string, to?: Sent, more: SendMailOptions = {}) => {
    const original = to ?? (await lastMailTo(from))
    const quoted = original.text
      .split('\n')
      .map((line) => `> ${line}`)
      .join('\n')
    return mail(
      from,
      original.replyTo,
      `Re: ${original.subject}`,
      `${text}\n\nOn Mon, 2 Mar 2026 at 10:00, Copse wrote:\n${quoted}\n`,
      {
        inReplyTo: original.messageId,
        ...more,
      },
    )
  }

  return { mail, mailsTo, lastMailTo, reply }
}

function headersOf(raw: string) {
  const headers = raw.slice(0, raw.search(/\r?\n\r?\n/)).replace(/\r?\n[ \t]+/g, ' ')
  const one = (name: string) => new RegExp(`^${name}: *(.*)$`, 'im').exec(headers)?.[1] ?? ''
  return {
    headers,
    replyTo: /<?([^<>\s]+@[^<>\s]+)>?\s*$/.exec(one('Reply-To'))?.[1] ?? '',
    messageId: one('Message-ID'),
  }
}
