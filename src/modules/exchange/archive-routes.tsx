import { NotFound } from '../../platform/errors.ts'
import { allow, router } from '../../platform/http.ts'
import { findNetwork } from '../communities/index.ts'
import { findPostById, postPath } from '../conversations/index.ts'
import { may } from './policy.ts'
import { findPostOfMail, findWholeMail, listImports } from './reads.ts'
import { ImportsPage, WholeMailPage } from './views.tsx'

export const archiveRoutes = router()
  .get('/m/:message', allow('member'), async (c) => {
    const { db, viewer } = c.var
    const { id } = await findPostOfMail(db, viewer, messageId(c.req.param('message')))
    return c.redirect(await postPath(db, await findPostById(db, viewer, id)), 302)
  })

  .get('/m/:message/whole', allow('member'), async (c) => {
    const { db, viewer } = c.var
    const { id } = await findPostOfMail(db, viewer, messageId(c.req.param('message')))
    const post = await findPostById(db, viewer, id)
    const page = (
      <WholeMailPage
        mail={await findWholeMail(db, post.id)}
        title={post.thread_title}
        href={await postPath(db, post)}
      />
    )
    return c.html(page)
  })

  .get('/network/imports', allow('administrator'), async (c) => {
    const { db, viewer } = c.var
    const network = await findNetwork(db)
    if (!network || !may.seeImports(viewer, network.id)) throw new NotFound()
    return c.html(<ImportsPage imports={await listImports(db)} />)
  })

/** With or without its angle brackets. */
function messageId(written: string): string {
  return written.replace(/^<|>$/g, '')
}
