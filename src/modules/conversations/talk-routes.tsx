import { NotFound } from '../../platform/errors.ts'
import { allow, type Ctx, type Problems, readForm, router, type Typed } from '../../platform/http.ts'
import { findCommunity, isMember } from '../communities/index.ts'
import { keepAttachments, readUploads } from './attachments.ts'
import { heldSecrets, holdSecret } from './held-secrets.ts'
import { may } from './policy.ts'
import { findThread, listPosts, listThreads, type Thread } from './reads.ts'
import { addToTalk, startTalk } from './talk.ts'
import { postForm, talkForm } from './talk-forms.ts'
import { TalkListPage, TalkPage } from './talk-views.tsx'

type Tried = { problems: Problems; typed: Typed }

export const talkRoutes = router()
  .get('/:community/talk', allow('member'), (c) => listPage(c))

  .post('/:community/talk', allow('member'), async (c) => {
    const community = await memberCommunity(c)
    const form = await readForm(c, talkForm)
    if (!form.ok) return listPage(c, form)

    const attachments = await keepAttachments(await readUploads(form.files), community)
    const { key, undo } = await startTalk(c.var.db, c.var.viewer, community, { ...form.values, attachments })
    holdSecret(c, undo)
    return c.redirect(`/communities/${community.slug}/talk/${key}`, 303)
  })

  .get('/:community/talk/:key', allow('member'), (c) => threadPage(c))

  .post('/:community/talk/:key/posts', allow('member'), async (c) => {
    const { community, thread } = await findTalk(c)
    const form = await readForm(c, postForm)
    if (!form.ok) return threadPage(c, form)

    const attachments = await keepAttachments(await readUploads(form.files), community)
    const { undo } = await addToTalk(c.var.db, c.var.viewer, thread, { ...form.values, attachments })
    holdSecret(c, undo)
    return c.redirect(`/communities/${community.slug}/talk/${thread.key}`, 303)
  })

/** The community's talk, for its members; for anybody else it is not there. */
async function memberCommunity(c: Ctx) {
  const community = await findCommunity(c.var.db, c.req.param('community') ?? '')
  if (!isMember(c.var.viewer, community.id)) throw new NotFound()
  return { ...community, nameless: community.attribution === 'unattributed' }
}

/** The thread, in its own community only. */
async function findTalk(c: Ctx): Promise<{ community: Awaited<ReturnType<typeof memberCommunity>>; thread: Thread }> {
  const community = await memberCommunity(c)
  const thread = await findThread(c.var.db, c.var.viewer, c.req.param('key') ?? '')
  if (thread.community_id !== community.id || thread.kind !== 'talk') throw new NotFound()
  return { community, thread }
}

async function listPage(c: Ctx, tried?: Tried) {
  const community = await memberCommunity(c)
  const threads = await listThreads(c.var.db, c.var.viewer, community.id)
  return c.html(<TalkListPage community={community} threads={threads} tried={tried} />, tried ? 422 : 200)
}

async function threadPage(c: Ctx, tried?: Tried) {
  const { db, viewer } = c.var
  const { community, thread } = await findTalk(c)
  const page = (
    <TalkPage
      community={community}
      thread={thread}
      posts={await listPosts(db, viewer, thread, { undo: heldSecrets(c) })}
      mayPost={may.post(viewer, thread)}
      tried={tried}
    />
  )
  return c.html(page, tried ? 422 : 200)
}
