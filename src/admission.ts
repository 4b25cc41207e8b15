import type { IncomingMessage } from 'node:http'
import type { Next } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { SignedOut } from './platform/errors.ts'
import type { Ctx } from './platform/http.ts'
import { inLanguage, negotiateLanguage, t } from './platform/i18n.ts'
import { networkOf } from './platform/rates.ts'
import { inTurn, isFull, outOfTurn } from './platform/turns.ts'

/** Beyond what can be answered in time, a quick refusal keeps those inside well served. */
export async function refuseOverload(c: Ctx, next: Next) {
  return isFull() ? refuse(c) : inTurn(next)
}

function refuse(c: Ctx) {
  const language = c.var.viewer?.person?.language ?? negotiateLanguage(c.req.header('accept-language') ?? '')
  const sentence = () => t('Too much is going on just now. Try again in a moment; nothing was changed.')
  return c.text(inLanguage(language, sentence), 503, { 'Retry-After': '2' })
}

const bodyOfMember = bodyLimit({
  maxSize: 25 * 1024 * 1024,
  onError: (c) => c.text(t('That is larger than 25 MB.'), 413),
})
const bodyOfStranger = bodyLimit({
  maxSize: 64 * 1024,
  onError: () => {
    throw new SignedOut()
  },
})

/** Files come from those who are signed in; whoever is not has a few short fields to fill in. */
export async function receiveBody(c: Ctx, next: Next) {
  if (['GET', 'HEAD'].includes(c.req.method)) return next()
  const limit = c.var.viewer.person ? bodyOfMember : bodyOfStranger
  return isHere(c) ? limit(c, next) : awaitBody(c, next, limit)
}

/** All of it has come, or it never was on a line, as in tests. */
function isHere(c: Ctx): boolean {
  return (c.env as { incoming?: IncomingMessage } | undefined)?.incoming?.complete ?? true
}

/** Node gives a request five minutes to come in; it stays in memory meanwhile. */
const MOST_COMING = 32
const MOST_COMING_EACH = 4
const coming = new Map<string, number>()

/** A slow line holds nobody up: the work begins when all has come. */
async function awaitBody(c: Ctx, next: Next, limit: typeof bodyOfMember) {
  const whose = c.var.viewer.person ? `person ${c.var.viewer.person.id}` : networkOf(c.var.ip)
  const all = [...coming.values()].reduce((sum, count) => sum + count, 0)
  if (all >= MOST_COMING || (coming.get(whose) ?? 0) >= MOST_COMING_EACH) return refuse(c)
  count(whose, 1)
  let hasCome = false
  const arrive = async () => {
    hasCome = await c.req.arrayBuffer().then(
      () => true,
      () => false, // It broke off on its way, and nobody is there any more.
    )
  }
  const refusal = await outOfTurn(() => limit(c, arrive)).finally(() => count(whose, -1))
  return hasCome ? next() : (refusal ?? c.body(null, 400))
}

function count(whose: string, change: number) {
  const now = (coming.get(whose) ?? 0) + change
  if (now > 0) coming.set(whose, now)
  else coming.delete(whose)
}
