import { config } from '../../platform/config.ts'
import { NotFound } from '../../platform/errors.ts'
import { allow, type Ctx, type FormResult, readForm, router, z } from '../../platform/http.ts'
import { isMember, listCommunities } from '../communities/index.ts'
import { replyTo, send } from './actions.ts'
import { newMailForm, replyForm } from './forms.ts'
import { findLetter, listLetters, listOwnAddresses } from './reads.ts'
import { LetterPage, MailboxPage, NewMailPage } from './views.tsx'

type Failed = Pick<FormResult<unknown> & { ok: false }, 'problems' | 'typed'>

export const routes = router()
  .use(onlyWithoutServer)

  .get('/', allow('person'), async (c) => {
    const { db, viewer } = c.var
    const before = z.coerce.number().int().positive().optional().catch(undefined).parse(c.req.query('before'))
    const page = (
      <MailboxPage {...(await listLetters(db, viewer, before))} addresses={await listOwnAddresses(db, viewer)} />
    )
    return c.html(page)
  })

  .get('/new', allow('person'), (c) => newMailPage(c))

  .post('/new', allow('person'), async (c) => {
    const read = await readForm(c, newMailForm)
    if (!read.ok) return newMailPage(c, read)

    const from = await chosenAddress(c, read.values.from)
    const refused = await send(c.var.viewer, { ...read.values, from, files: read.files })
    if (refused) return newMailPage(c, { problems: { '': refused }, typed: read.typed })
    return c.redirect('/mailbox?mailed', 303)
  })

  .get('/:id', allow('person'), (c) => letterPage(c))

  .post('/:id/reply', allow('person'), async (c) => {
    const letter = await findLetter(c.var.db, c.var.viewer, Number(c.req.param('id')))
    if (!letter.answersTo) throw new NotFound()
    const read = await readForm(c, replyForm)
    if (!read.ok) return letterPage(c, read)

    const from = await chosenAddress(c, read.values.from ?? letter.to)
    const refused = await replyTo(c.var.viewer, letter, { ...read.values, from, files: read.files })
    if (refused) return letterPage(c, { problems: { '': refused }, typed: read.typed })
    return c.redirect('/mailbox?mailed', 303)
  })

  // As a mail program shows it: it may set its own type, and can load, run and send nothing.
  .get('/:id/html', allow('person'), async (c) => {
    const { html } = await findLetter(c.var.db, c.var.viewer, Number(c.req.param('id')))
    if (html === undefined) throw new NotFound()
    return c.html(html, 200, {
      'Content-Security-Policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
      'Cache-Control': 'private, no-store',
    })
  })

  .get('/:id/attachments/:number', allow('person'), async (c) => {
    const { attachments } = await findLetter(c.var.db, c.var.viewer, Number(c.req.param('id')))
    const file = attachments[Number(c.req.param('number')) - 1]
    if (!file) throw new NotFound()
    return c.body(new Uint8Array(file.content), 200, {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*!]/g, '_')}`,
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': 'private, no-store',
    })
  })

/** Where a mail server is set, letters have gone out into the world and this page is none. */
async function onlyWithoutServer(_: Ctx, next: () => Promise<void>) {
  if (config().SMTP_URL) throw new NotFound()
  await next()
}

/** Nobody writes from an address that is not hers. */
async function chosenAddress(c: Ctx, chosen: string | undefined): Promise<string> {
  const own = await listOwnAddresses(c.var.db, c.var.viewer)
  const from = own.find((address) => address === chosen) ?? own[0]
  if (!from) throw new NotFound()
  return from
}

async function letterPage(c: Ctx, failed?: Failed) {
  const { db, viewer } = c.var
  const letter = await findLetter(db, viewer, Number(c.req.param('id')))
  const page = (
    <LetterPage
      letter={letter}
      addresses={await listOwnAddresses(db, viewer)}
      problems={failed?.problems}
      values={failed?.typed}
    />
  )
  return c.html(page, failed ? 422 : 200)
}

async function newMailPage(c: Ctx, failed?: Failed) {
  const { db, viewer } = c.var
  const page = (
    <NewMailPage
      recipients={await listRecipients(c)}
      addresses={await listOwnAddresses(db, viewer)}
      problems={failed?.problems}
      values={failed?.typed}
    />
  )
  return c.html(page, failed ? 422 : 200)
}

/** The addresses of the communities, the viewer's own first. */
async function listRecipients({ var: { db, viewer } }: Ctx) {
  const communities = (await listCommunities(db)).filter(({ mail_name }) => mail_name)
  const foreign = ({ id }: { id: number }) => Number(!isMember(viewer, id))
  return communities
    .sort((one, other) => foreign(one) - foreign(other))
    .map(({ title, mail_name }) => ({ name: title, address: `${mail_name}@${config().MAIL_DOMAIN}` }))
}
