import { type Context, Hono, type MiddlewareHandler } from 'hono'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { config } from './config.ts'
import type { Tables } from './db.ts'
import { NotAllowed, Refused, SignedOut, Unproven } from './errors.ts'
import { t } from './i18n.ts'
import { sameBytes, seal } from './secret.ts'
import type { Viewer } from './viewer.ts'

export type Env = { Variables: { db: Kysely<Tables>; viewer: Viewer; ip: string; who: Who } }
export type Router = Hono<Env>
export type Ctx = Context<Env>
export { z }

export const router = () => new Hono<Env>()

export type Who = 'anyone' | 'person' | 'member' | 'coordinator' | 'desk' | 'asker' | 'administrator'
type Allowed = MiddlewareHandler<Env> & { who?: Who; crossSite?: boolean }

/**
 * Says who may use a route; every route begins with it. All but `anyone` must be signed in; the finer question is
 * asked by the `find` and the action. `crossSite` is for the one-click unsubscribe, which mail programs send.
 */
export function allow(who: Who, { crossSite = false } = {}): MiddlewareHandler<Env> {
  const guard: Allowed = async (c, next) => {
    if (who !== 'anyone' && !c.var.viewer.person) return askToSignIn(c)
    c.set('who', who)
    if (c.req.method !== 'GET' && !crossSite) await refuseForged(c)
    if (who === 'administrator' && c.var.viewer.unproven) throw new Unproven()
    await next()
  }
  guard.who = who
  guard.crossSite = crossSite
  return guard
}

function askToSignIn(c: Ctx) {
  if (c.req.method !== 'GET') throw new SignedOut()
  const { pathname, search } = new URL(c.req.url)
  return c.redirect(`/sign-in?next=${encodeURIComponent(pathname + search)}`, 303)
}

/** A form of ours carries the token of its reader's session, and comes from a page of ours. */
async function refuseForged(c: Ctx) {
  if (isFromElsewhere(c)) throw new NotAllowed()
  const { csrf } = await c.req.parseBody({ all: true }).catch(refuseBroken)
  if (typeof csrf !== 'string' || !sameBytes(Buffer.from(csrf), Buffer.from(csrfToken(c.var.viewer))))
    throw new SignedOut()
}

/** A form that ended on its way, or never was one, is no fault of ours. */
function refuseBroken(error: unknown): never {
  if (!(error instanceof TypeError)) throw error
  throw new Refused(t('What you sent broke off on its way, and nothing was changed. Go back and send it again.'))
}

/** All who are not signed in share one token, so for them only a page that says it is ours will do. */
function isFromElsewhere(c: Ctx): boolean {
  const origin = c.req.header('origin')
  const isHidden = origin === 'null' && c.var.viewer.session_id !== null
  if (origin && !isHidden && origin !== new URL(config().BASE_URL).origin) return true
  return c.req.header('sec-fetch-site') === 'cross-site'
}

export function csrfToken({ session_id }: Viewer): string {
  return seal('form', session_id ?? 'nobody')
    .toString('base64url')
    .slice(0, 24)
}

/** Every route of the program, for `copse routes --json` and for the harnesses that must cover each. */
export function listRoutes(app: Hono<Env>) {
  return app.routes
    .filter(({ method, handler }) => method !== 'ALL' && (handler as Allowed).who)
    .map(({ method, path, handler }) => ({
      method,
      path,
      who: (handler as Allowed).who as Who,
      crossSite: !!(handler as Allowed).crossSite,
    }))
}

/** A field as it was typed and the sentence that says what is wrong with it, by field name. */
export type Problems = Record<string, string>
export type Typed = Record<string, string | string[]>

export type FormResult<T> =
  | { ok: true; values: T & { once: string | undefined }; typed: Typed; files: File[] }
  | { ok: false; problems: Problems; typed: Typed; files: File[] }

/** Routers whose paths are whole; what has a name of its own stands before what takes any name. */
export function atRoot(...routers: Router[]) {
  return routers.map((router) => ({ at: '/', router }))
}

/** The shape of a form; a message may be a function so that it is said in the language of the request. */
export function form<T extends z.ZodRawShape>(fields: T) {
  return z.object(fields)
}

/** Parses what was sent once, at the edge. Text is trimmed; a field sent several times is a list. */
export async function readForm<T extends z.ZodObject>(c: Ctx, shape: T): Promise<FormResult<z.output<T>>> {
  const { typed, files } = await readBody(c)
  const read = shape.safeParse(typed)
  if (!read.success) return { ok: false, problems: problemsOf(read.error), typed, files }
  const once = typeof typed.once === 'string' && /^[\w-]{8,80}$/.test(typed.once) ? typed.once : undefined
  return {
    ok: true,
    values: { ...read.data, once: once && `${c.var.viewer.person?.id ?? 'anyone'}:${once}` },
    typed,
    files,
  }
}

/** The once-key of a form that is a button and nothing else. */
export async function readOnce(c: Ctx): Promise<string | undefined> {
  const read = await readForm(c, form({}))
  return read.ok ? read.values.once : undefined
}

async function readBody(c: Ctx) {
  const typed: Typed = {}
  const files: File[] = []
  for (const [name, value] of Object.entries(await c.req.parseBody({ all: true }))) {
    const values = Array.isArray(value) ? value : [value]
    files.push(...values.filter((one): one is File => one instanceof File && one.size > 0))
    const texts = values.filter((one): one is string => typeof one === 'string').map(clean)
    if (texts.length > 0) typed[name] = texts.length > 1 ? texts : (texts[0] as string)
  }
  return { typed, files }
}

/** Line ends as written everywhere, no NUL (PostgreSQL takes none), no white space around. */
function clean(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\0', '').trim()
}

function problemsOf(error: z.ZodError): Problems {
  const problems: Problems = {}
  for (const issue of error.issues) problems[String(issue.path[0] ?? '')] ??= t(issue.message)
  return problems
}

/** A list field of checkboxes: absent is none, one is a list of one. */
export function listOf<T extends z.ZodType>(one: T) {
  return z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(one))
}
