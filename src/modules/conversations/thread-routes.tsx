import { NotFound, Refused } from '../../platform/errors.ts'
import { allow, type Ctx, readForm, router } from '../../platform/http.ts'
import { t } from '../../platform/i18n.ts'
import { listPanels } from '../../platform/panels.ts'
import { type Community, findCommunity, isMember, listCommunities } from '../communities/index.ts'
import { findTalk, orSignIn, talkPath } from './at-path.ts'
import type { ComposerProps } from './composer.tsx'
import { prepare, type Tried } from './composing.ts'
import { contentsOf } from './contents.ts'
import { listDrafts } from './drafts/reads.ts'
import { heldSecrets, holdSecret } from './held-secrets.ts'
import { placeInThread } from './kinds.ts'
import { listMarks } from './marks.ts'
import { closeThread, moveThread } from './moving.ts'
import { OrderPage } from './order-view.tsx'
import { pageOf } from './paging.ts'
import { may } from './policy.ts'
import type { Marks } from './post-links.tsx'
import { quoteOf } from './quote.ts'
import { markRead } from './reading.ts'
import { findPost, type ListedPost, listPosts, type Thread, withAuthors } from './reads.ts'
import { addToTalk } from './talk.ts'
import { closureForm, moveForm, postForm, readingForm, wishForm } from './talk-forms.ts'
import { findPlace } from './talk-list.ts'
import { audienceOf } from './talk-words.ts'
import { ThreadPage } from './thread-view.tsx'
import { wishFor } from './wishes.ts'

/** One conversation, below `/communities/:community/talk`. */
export const threadRoutes = router()
  .get('/', allow('anyone'), (c) => orSignIn(c, () => threadPage(c)))

  .post('/posts', allow('member'), async (c) => {
    const { db, viewer } = c.var
    const { community, thread } = await findTalk(c)
    const form = await readForm(c, postForm)
    if (!form.ok) return threadPage(c, form)

    const ready = await prepare(db, viewer, { room: thread, members: community.members }, form)
    if (ready.tried) return threadPage(c, ready.tried)
    const { undo, number } = await addToTalk(db, viewer, thread, ready.words)
    holdSecret(c, undo)
    return c.redirect(talkPath(community, thread) + (number ? placeInThread('talk', number) : ''), 303)
  })

  .post('/reading', allow('member'), async (c) => {
    const { community, thread } = await findTalk(c)
    const form = await readForm(c, readingForm)
    if (!form.ok) throw new NotFound()
    await markRead(c.var.db, c.var.viewer, thread, form.values)
    return c.redirect(talkPath(community, thread) + placeInThread('talk', form.values.up_to), 303)
  })

  .post('/wish', allow('member'), async (c) => {
    const { community, thread } = await findTalk(c)
    const form = await readForm(c, wishForm)
    if (!form.ok) throw new NotFound()
    await wishFor(c.var.db, c.var.viewer, thread, form.values)
    return c.redirect(`${talkPath(community, thread)}?saved`, 303)
  })

  .get('/order', allow('member'), (c) => orderPage(c))

  .post('/closure', allow('member'), async (c) => {
    const { community, thread } = await findTalk(c)
    const form = await readForm(c, closureForm)
    if (!form.ok) throw new NotFound()
    await closeThread(c.var.db, c.var.viewer, thread, form.values)
    return c.redirect(`${talkPath(community, thread)}?saved`, 303)
  })

  .post('/move', allow('member'), async (c) => {
    const { db, viewer } = c.var
    const { thread } = await findTalk(c)
    const form = await readForm(c, moveForm)
    if (!form.ok) return orderPage(c, form.problems)

    const to = await findCommunity(db, form.values.to)
    try {
      await moveThread(db, viewer, thread, { to, once: form.values.once })
    } catch (error) {
      if (error instanceof Refused) return orderPage(c, { to: error.message })
      throw error
    }
    return c.redirect(`${talkPath(to, thread)}?saved`, 303)
  })

async function threadPage(c: Ctx, tried?: Tried) {
  const { db, viewer } = c.var
  const { community, thread, moved } = await findTalk(c)
  if (moved && !tried) return c.redirect(talkPath(community, thread) + new URL(c.req.url).search, 301)

  const paging = pageOf(thread.shown_up_to, wishedPage(c, thread, tried))
  const posts = await listPosts(db, viewer, thread, { ...paging, undo: heldSecrets(c) })
  const mayPost = may.post(viewer, thread) && !thread.closed_at
  const page = (
    <ThreadPage
      {...{ community, thread, posts, paging }}
      contents={contentsOf(posts, thread.shown_up_to)}
      place={await findPlace(db, viewer, thread)}
      marks={await marksOf(c, posts, mayPost)}
      composer={mayPost ? await composerOf(c, community, thread, tried) : null}
      isMember={isMember(viewer, community.id)}
      isLive={viewer.person !== null && !viewer.break_glass}
      keepsOrder={may.keepOrder(viewer, thread)}
      panels={await listPanels('thread', db, viewer, thread.id)}
    />
  )
  return c.html(page, tried ? 422 : 200)
}

async function marksOf({ var: { db, viewer } }: Ctx, posts: ListedPost[], mayPost: boolean): Promise<Marks> {
  const mayEdit = (post: ListedPost) => may.edit(viewer, post)
  return { ...(await listMarks(db, viewer, posts)), mayPost, mayKeep: !viewer.break_glass, mayEdit }
}

/** Words that came back stand at the end of the thread, where they were written. */
function wishedPage(c: Ctx, { shown_up_to }: Thread, tried?: Tried): number {
  return tried ? shown_up_to : Number(c.req.query('page')) || 1
}

async function composerOf(c: Ctx, community: Community, thread: Thread, tried?: Tried): Promise<ComposerProps> {
  const path = talkPath(community, thread)
  const where = { community_id: community.id, place: `talk/${thread.key}`, first: c.req.query('draft') }
  return {
    ...{ path, place: where.place, slug: community.slug, action: `${path}/posts`, tried },
    label: t('Your contribution'),
    audience: audienceOf(community, thread),
    drafts: await listDrafts(c.var.db, c.var.viewer, where),
    words: await quoted(c, thread),
  }
}

/** The passage that a reply quotes, if the viewer may read it here. */
async function quoted(c: Ctx, thread: Thread): Promise<string> {
  const key = c.req.query('quote')
  if (!key) return ''
  const post = await findPost(c.var.db, c.var.viewer, key)
  const [listed] = await withAuthors(c.var.db, c.var.viewer, [post])
  return listed && listed.thread_id === thread.id ? quoteOf(listed) : ''
}

async function orderPage(c: Ctx, problems?: Record<string, string>) {
  const { db, viewer } = c.var
  const { community, thread } = await findTalk(c)
  if (!may.keepOrder(viewer, thread)) throw new NotFound()
  const targets = (await listCommunities(db)).filter(
    ({ id }) => id !== thread.community_id && may.keepOrder(viewer, { community_id: id }),
  )
  const page = <OrderPage thread={thread} path={talkPath(community, thread)} targets={targets} problems={problems} />
  return c.html(page, problems ? 422 : 200)
}
