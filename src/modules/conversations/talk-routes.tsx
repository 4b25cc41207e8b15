import { allow, type Ctx, readForm, readOnce, router } from '../../platform/http.ts'
import { t } from '../../platform/i18n.ts'
import { type Community, isMember } from '../communities/index.ts'
import { findRoom, orSignIn, talkPath } from './at-path.ts'
import type { ComposerProps } from './composer.tsx'
import { prepare, reachInWords, roomOf, type Tried } from './composing.ts'
import { listDrafts } from './drafts/reads.ts'
import { holdSecret } from './held-secrets.ts'
import { may } from './policy.ts'
import { PreviewPage } from './preview-view.tsx'
import { markAllRead } from './reading.ts'
import { startTalk } from './talk.ts'
import { previewForm, talkForm } from './talk-forms.ts'
import { listTalk } from './talk-list.ts'
import { AllTalkPage, TalkListPage } from './talk-list-view.tsx'
import { audienceOf } from './talk-words.ts'

/** The talk of one community, below `/communities`. */
export const talkRoutes = router()
  .get('/:community/talk', allow('anyone'), (c) => orSignIn(c, () => listPage(c)))

  .post('/:community/talk', allow('member'), async (c) => {
    const { db, viewer } = c.var
    const community = await findRoom(c)
    const form = await readForm(c, talkForm)
    if (!form.ok) return listPage(c, form)

    const ready = await prepare(db, viewer, { room: roomOf(community), members: community.members }, form)
    if (ready.tried) return listPage(c, ready.tried)
    const { key, undo } = await startTalk(db, viewer, community, ready.words)
    holdSecret(c, undo)
    return c.redirect(talkPath(community, { key }), 303)
  })

  .post('/:community/talk/preview', allow('member'), async (c) => {
    const community = await findRoom(c)
    const read = await readForm(c, previewForm)
    const { title, body } = read.ok ? read.values : { title: '', body: '' }
    const reach = await reachInWords(c.var.db, roomOf(community), community.members, body)
    return c.html(<PreviewPage title={title} body={body} reach={reach} audience={audienceOf(community)} />)
  })

  .post('/:community/talk/reading', allow('member'), async (c) => {
    const community = await findRoom(c)
    await markAllRead(c.var.db, c.var.viewer, [community.id], await readOnce(c))
    return c.redirect(talkPath(community), 303)
  })

/** The talk of all communities of the viewer, below `/talk`. */
export const allTalkRoutes = router()
  .get('/', allow('person'), async (c) => {
    const { db, viewer } = c.var
    const [before, unread] = [c.req.query('before'), c.req.query('show') === 'unread']
    const talk = await listTalk(db, viewer, { communities: communitiesOf(c), before, unread })
    return c.html(<AllTalkPage {...talk} before={before} unread={unread} />)
  })

  .post('/reading', allow('person'), async (c) => {
    await markAllRead(c.var.db, c.var.viewer, communitiesOf(c), await readOnce(c))
    return c.redirect('/talk', 303)
  })

function communitiesOf({ var: { viewer } }: Ctx) {
  return viewer.memberships.map(({ community_id }) => community_id)
}

async function listPage(c: Ctx, tried?: Tried) {
  const { db, viewer } = c.var
  const community = await findRoom(c)
  const before = c.req.query('before')
  const talk = await listTalk(db, viewer, { communities: [community.id], before })
  const page = (
    <TalkListPage
      {...talk}
      before={before}
      community={community}
      composer={may.post(viewer, { community_id: community.id }) ? await composerOf(c, community, tried) : null}
      isMember={isMember(viewer, community.id)}
    />
  )
  return c.html(page, tried ? 422 : 200)
}

async function composerOf(c: Ctx, community: Community, tried?: Tried): Promise<ComposerProps> {
  const path = talkPath(community)
  const where = { community_id: community.id, place: 'talk', first: c.req.query('draft') }
  return {
    ...{ path, place: 'talk', slug: community.slug, action: path, withTitle: true, tried },
    label: t('What you want to say'),
    audience: audienceOf(community),
    drafts: await listDrafts(c.var.db, c.var.viewer, where),
  }
}
