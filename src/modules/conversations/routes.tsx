import { Readable } from 'node:stream'
import { inertTypes, readFileStream } from '../../platform/files/store.ts'
import { allow, form, readForm, router } from '../../platform/http.ts'
import { heldSecrets } from './held-secrets.ts'
import { postPath } from './kinds.ts'
import { findAttachment, findPost } from './reads.ts'
import { withdrawPost } from './withdrawal.ts'

export const postRoutes = router()
  .get('/:key', allow('member'), async (c) => {
    const post = await findPost(c.var.db, c.var.viewer, c.req.param('key'), { undo: heldSecrets(c) })
    return c.redirect(await postPath(c.var.db, post), 302)
  })

  .post('/:key/withdrawal', allow('member'), async (c) => {
    const held = heldSecrets(c)
    const post = await findPost(c.var.db, c.var.viewer, c.req.param('key'), { undo: held })
    const read = await readForm(c, form({}))
    const once = read.ok ? read.values.once : undefined
    await withdrawPost(c.var.db, c.var.viewer, post, { once, undo: held })
    return c.redirect(await postPath(c.var.db, post), 303)
  })

/** Whatever was sent is shown as a picture at most, and can never act as a page of ours. */
export const fileRoutes = router().get('/:key/:name', allow('member'), async (c) => {
  const file = await findAttachment(c.var.db, c.var.viewer, c.req.param('key'), { undo: heldSecrets(c) })
  const inline = file.type.startsWith('image/') && inertTypes.has(file.type)
  return c.body(Readable.toWeb(readFileStream(file.sha256)) as ReadableStream, 200, {
    'Content-Type': file.type,
    'Content-Length': String(file.size),
    'Content-Disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeRfc5987(file.name)}`,
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  })
})

/** Marks that `encodeURIComponent` leaves and a header parameter must not have. */
function encodeRfc5987(name: string): string {
  return encodeURIComponent(name).replace(/['()*!]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
}
