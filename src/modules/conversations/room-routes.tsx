import { NotFound } from '../../platform/errors.ts'
import { allow, type Ctx, router } from '../../platform/http.ts'
import { readMuteToken } from '../../platform/mail/tokens.ts'
import { MentionOptions } from '../../ui/mentions.tsx'
import { findCommunity, isMember, viewerOf } from '../communities/index.ts'
import { findRoom, orSignIn } from './at-path.ts'
import { listCommunityFiles } from './community-files.ts'
import { FilesPage } from './files-view.tsx'
import { threadPath } from './kinds.ts'
import { suggestMembers } from './mentions/reads.ts'
import { MutedPage, MutePage } from './mute-view.tsx'
import { findThreadById } from './reads.ts'
import { findPlace } from './talk-list.ts'
import { muteFor } from './wishes.ts'

/** What a room holds besides its talk, below `/communities`. */
export const roomRoutes = router()
  .get('/:community/files', allow('anyone'), (c) =>
    orSignIn(c, async () => {
      const community = await findRoom(c)
      const before = c.req.query('before')
      const found = await listCommunityFiles(c.var.db, c.var.viewer, community.id, before)
      return c.html(<FilesPage community={community} {...found} before={before} />)
    }),
  )

  .get('/:community/mentions', allow('member'), async (c) => {
    const community = await findCommunity(c.var.db, c.req.param('community'))
    if (!isMember(c.var.viewer, community.id)) throw new NotFound()
    const members = await suggestMembers(c.var.db, community, (c.req.query('q') ?? '').trim().slice(0, 80))
    const options = members.map(({ name, organisation }) => ({ name, line: organisation }))
    return options.length > 0 ? c.html(<MentionOptions options={options} />) : c.html('')
  })

/** The link of a letter that stops one conversation: looking changes nothing, the button does. */
export const muteRoutes = router()
  .get('/:token', allow('anyone'), async (c) => {
    const { token, thread, wish, path } = await findMute(c)
    const page =
      wish === 'mute' ? <MutedPage thread={thread} path={path} /> : <MutePage thread={thread} token={token} />
    return c.html(page)
  })

  .post('/:token', allow('anyone'), async (c) => {
    const { thread, path, person_id } = await findMute(c)
    await muteFor(c.var.db, person_id, thread.id)
    return c.html(<MutedPage thread={thread} path={path} />)
  })

/** The one whom the letter went to needs no sign-in for this; what she may not read any more is not there. */
async function findMute(c: Ctx) {
  const { db } = c.var
  const token = c.req.param('token') ?? ''
  const read = readMuteToken(token)
  const viewer = read && (await viewerOf(db, read.person_id, 'mail'))
  if (!viewer) throw new NotFound()
  const thread = await findThreadById(db, viewer, read.thread_id)
  if (!isMember(viewer, thread.community_id)) throw new NotFound()
  const { wish } = await findPlace(db, viewer, thread)
  return { token, thread, wish, person_id: read.person_id, path: await threadPath(db, thread) }
}
