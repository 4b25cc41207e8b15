import { serveFile } from '../../platform/files/serve.ts'
import { allow, readOnce, router } from '../../platform/http.ts'
import { orSignIn } from './at-path.ts'
import { findBookmark } from './bookmarks/reads.ts'
import { BookmarkPage } from './bookmarks/views.tsx'
import { heldSecrets } from './held-secrets.ts'
import { postPath } from './kinds.ts'
import { settleMention } from './mentions/actions.ts'
import { findAttachment, findPost } from './reads.ts'
import { withdrawPost } from './withdrawal.ts'

/** The address of a post for ever: it leads to where the post stands now. */
export const postRoutes = router()
  .get('/:key', allow('anyone'), (c) =>
    orSignIn(c, async () => {
      const post = await findPost(c.var.db, c.var.viewer, c.req.param('key'), { undo: heldSecrets(c) })
      return c.redirect(await postPath(c.var.db, post), 302)
    }),
  )

  .post('/:key/withdrawal', allow('member'), async (c) => {
    const held = heldSecrets(c)
    const post = await findPost(c.var.db, c.var.viewer, c.req.param('key'), { undo: held })
    const once = await readOnce(c)
    await withdrawPost(c.var.db, c.var.viewer, post, { once, undo: held })
    return c.redirect(await postPath(c.var.db, post), 303)
  })

  .post('/:key/mention', allow('member'), async (c) => {
    const post = await findPost(c.var.db, c.var.viewer, c.req.param('key'))
    await settleMention(c.var.db, c.var.viewer, post, await readOnce(c))
    return c.redirect(await postPath(c.var.db, post), 303)
  })

  .get('/:key/bookmark', allow('member'), async (c) => {
    const { db, viewer } = c.var
    const post = await findPost(db, viewer, c.req.param('key'))
    const kept = await findBookmark(db, viewer, 'post', post.id)
    const next = await postPath(db, post)
    return c.html(<BookmarkPage kind="post" of={post.key} title={post.thread_title} next={next} kept={kept} />)
  })

/** A file goes by the rule of the post that it hangs on. */
export const fileRoutes = router().get('/:key/:name', allow('anyone'), (c) =>
  orSignIn(c, async () => {
    const held = heldSecrets(c)
    return serveFile(c, await findAttachment(c.var.db, c.var.viewer, c.req.param('key'), { undo: held }))
  }),
)
