import { randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { getConnInfo } from '@hono/node-server/conninfo'
import { Hono, type Next } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Kysely } from 'kysely'
import { receiveBody, refuseOverload } from './admission.ts'
import { ErrorPage, errorOf } from './error-page.tsx'
import { secure } from './headers.ts'
import { underBreakGlass, viewerOf } from './modules/communities/index.ts'
import { askAgain, findSession, proofPath, sessionCookie, touchSession } from './modules/people/index.ts'
import type { Assets } from './platform/assets.ts'
import { config } from './platform/config.ts'
import type { Tables } from './platform/db.ts'
import { NotAllowed, NotFound, NotFresh, Unproven } from './platform/errors.ts'
import { withFormContext } from './platform/form-context.ts'
import { allow, type Ctx, csrfToken, type Env } from './platform/http.ts'
import { inLanguage, negotiateLanguage } from './platform/i18n.ts'
import { schemaIsCurrent } from './platform/migrate.ts'
import type { Program } from './platform/module.ts'
import { nobody, type Viewer } from './platform/viewer.ts'
import { noteRefusals } from './refusals.ts'
import { shellOf, surroundingsNow } from './shell.ts'
import { withShell } from './ui/shell.ts'
import { StyleguidePage, styleguideParts } from './ui/styleguide.tsx'

/** The edge: who asks, from where, in which language, and what every answer carries. */
export function buildWeb(db: Kysely<Tables>, program: Program, assets: Assets): Hono<Env> {
  const web = new Hono<Env>()
  web.use(secure)
  for (const asset of Object.values(assets)) web.get(asset.path, (c) => serveAsset(c, asset))
  web.get('/healthz', (c) => c.text('ok'))
  web.get('/readyz', async (c) => ((await isReady(db)) ? c.text('ready') : c.text('not ready', 503)))

  web.use(noteRefusals, refuseForeignHost, refuseOverload, compress)
  web.use(refuseNothing)
  web.use(async (c, next) => surround(c as Ctx, db, next))
  web.use(receiveBody)
  web.use(underBreakGlass)
  web.get('/styleguide/:part?', allow('anyone'), styleguide)
  for (const { at, router } of program.modules.flatMap((module) => module.routes ?? [])) web.route(at, router)

  web.notFound((c) => errorPage(c, 404))
  web.onError((error, c) => answerError(c as Ctx, error))
  return web
}

async function answerError(c: Ctx, error: unknown): Promise<Response> {
  if (wantsProof(c, error)) return c.redirect(proofPath(c), 303)
  if (error instanceof NotFresh) return askAgain(c).catch((other) => answerError(c, other))
  return errorPage(c, errorOf(error, { method: c.req.method, path: routeOf(c) }))
}

/** What somebody who keeps the network may not do or see, she may once her second factor is proven. */
function wantsProof({ var: { viewer, who } }: Ctx, error: unknown): boolean {
  if (error instanceof Unproven) return true
  return !!viewer?.unproven && who === 'coordinator' && (error instanceof NotAllowed || error instanceof NotFound)
}

function errorPage(c: Ctx, error: Parameters<typeof ErrorPage>[0]['error']) {
  const status = typeof error === 'number' ? error : error.status
  return c.html(<ErrorPage error={error} />, status as 404)
}

/** The path with its names, never its values: those may be keys. */
function routeOf(c: Ctx) {
  return c.req.routePath
}

async function refuseForeignHost(c: Ctx, next: Next) {
  const host = c.req.header('host')
  if (host && host !== new URL(config().BASE_URL).host) return c.text('Misdirected Request', 421)
  return next()
}

/** No name of ours holds a NUL, and PostgreSQL takes none. */
async function refuseNothing(c: Ctx, next: Next) {
  return c.req.url.includes('%00') ? c.text('Not Found', 404) : next()
}

const brotli = promisify(brotliCompress)
/** Quality 5 is the first that knows which letters follow which; no page needs a larger window than 128 kB. */
const params = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 17 }

async function compress(c: Ctx, next: Next) {
  await next()
  const type = c.res.headers.get('Content-Type') ?? ''
  if (!type.startsWith('text/html') || !/\bbr\b/.test(c.req.header('accept-encoding') ?? '') || !c.res.body) return
  const body = await brotli(Buffer.from(await c.res.arrayBuffer()), { params })
  const { status, headers } = c.res
  headers.set('Content-Encoding', 'br')
  headers.set('Vary', 'Accept-Encoding, Cookie')
  c.res = undefined
  c.res = new Response(new Uint8Array(body), { status, headers })
}

/** Finds out who asks, and renders all that follows in her language, inside her page. */
async function surround(c: Ctx, db: Kysely<Tables>, next: Next) {
  const viewer = await findViewer(c, db)
  c.set('db', db)
  c.set('viewer', viewer)
  c.set('ip', clientIp(c))
  const language = viewer.person?.language ?? negotiateLanguage(c.req.header('accept-language') ?? '')
  const surroundings = await surroundingsNow(db)
  const form = { csrf: csrfToken(viewer), once: () => randomBytes(12).toString('base64url') }
  await inLanguage(language, () => withShell(shellOf(c, viewer, surroundings), () => withFormContext(form, next)))
}

async function findViewer(c: Ctx, db: Kysely<Tables>): Promise<Viewer> {
  const token = getCookie(c, sessionCookie())
  const session = token ? await findSession(db, token) : null
  if (!session) return nobody('page')
  const viewer = await viewerOf(db, session.person_id, 'page', session)
  if (viewer && session.stale) void touchSession(db, session.id).catch(() => {})
  return viewer ?? nobody('page')
}

/** The address of the one who connects, or what our own proxies say it is: the last hop that is not one of them. */
function clientIp(c: Ctx): string {
  const direct = connectionIp(c)
  const proxies = config().TRUSTED_PROXIES
  if (!proxies.includes(direct)) return direct
  const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim())
  return hops.reverse().find((hop) => hop && !proxies.includes(hop)) ?? direct
}

function connectionIp(c: Ctx): string {
  try {
    return getConnInfo(c).remote.address?.replace(/^::ffff:(?=\d+\.)/i, '') ?? 'unknown'
  } catch {
    return 'unknown' // A request made without a socket, as tests do.
  }
}

/** All components in their states, for those who build and those who look. */
function styleguide(c: Ctx) {
  const part = styleguideParts.find((one) => one === (c.req.param('part') ?? 'overview'))
  if (!part) throw new NotFound()
  return c.html(<StyleguidePage part={part} />)
}

async function isReady(db: Kysely<Tables>) {
  return schemaIsCurrent(db).catch(() => false)
}

function serveAsset(c: Ctx, asset: Assets['css']) {
  const br = /\bbr\b/.test(c.req.header('accept-encoding') ?? '')
  return c.body(new Uint8Array(br ? asset.brotli : asset.body), 200, {
    'Content-Type': asset.type,
    'Cache-Control': 'public, max-age=31536000, immutable',
    Vary: 'Accept-Encoding',
    ...(br ? { 'Content-Encoding': 'br' } : {}),
  })
}
