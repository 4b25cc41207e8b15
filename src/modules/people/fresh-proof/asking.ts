import type { Ctx, Typed } from '../../../platform/http.ts'
import { pathIn } from '../second-factor/next.ts'
import { startFreshProof } from './proofs.ts'

/** What the page itself puts into a form, or a device has said for this once. */
const NOT_HERS = ['csrf', 'once', 'answer', 'proof']
const MOST_LETTERS = 4000

/** A form came in a session that has long proven nothing: it waits while she shows that it is she. */
export async function askAgain(c: Ctx): Promise<Response> {
  const { pathname, search } = new URL(c.req.url)
  const back = pathIn(c.req.header('referer') ?? '') ?? '/me'
  const wanted = { path: pathname + search, fields: fieldsOf(await c.req.parseBody({ all: true })), back }
  return c.redirect(`/me/proof/${await startFreshProof(c.var.db, c.var.viewer, wanted, c.var.ip)}`, 303)
}

/** The forms that ask for a proof are short; more than they hold is nothing that she typed. */
function fieldsOf(body: Record<string, unknown>): Typed {
  const texts = Object.entries(body).filter(
    (field): field is [string, string] => typeof field[1] === 'string' && !NOT_HERS.includes(field[0]),
  )
  return JSON.stringify(texts).length > MOST_LETTERS ? {} : Object.fromEntries(texts)
}
