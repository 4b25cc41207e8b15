import { NotFound } from '../../../platform/errors.ts'
import { allow, type Ctx, readForm, router } from '../../../platform/http.ts'
import { findCommunityById } from '../../communities/index.ts'
import { settleNames, type Tried } from '../composing.ts'
import { type Draft, listDrafts } from '../drafts/reads.ts'
import { heldSecrets } from '../held-secrets.ts'
import { postPath } from '../kinds.ts'
import { may } from '../policy.ts'
import { findPost, findThreadById, type Post, withAuthors } from '../reads.ts'
import { editForm } from '../talk-forms.ts'
import { audienceOf } from '../talk-words.ts'
import { editPost } from './editing.ts'
import { listVersions } from './reads.ts'
import { EditPage, VersionsPage } from './views.tsx'

/** Below `/posts/:key`. */
export const versionRoutes = router()
  .get('/edit', allow('member'), (c) => editPage(c))

  .post('/edit', allow('member'), async (c) => {
    const { db, viewer } = c.var
    const post = await findOwn(c)
    const read = await readForm(c, editForm)
    if (!read.ok) return editPage(c, { tried: read })

    const { edition, ...values } = read.values
    const tried = await unsettled(c, post, values)
    if (tried) return editPage(c, { tried: { ...tried, typed: read.typed } })
    const outcome = await editPost(db, viewer, post, { ...values, version: edition })
    if (outcome === 'conflict') return editPage(c, { tried: { problems: {}, typed: read.typed }, conflict: true })
    return c.redirect(await postPath(db, post), 303)
  })

  .get('/versions', allow('member'), async (c) => {
    const { db, viewer } = c.var
    const [post] = await withAuthors(db, viewer, [await findPost(db, viewer, c.req.param('key') ?? '')])
    if (!post) throw new NotFound()
    const versions = await listVersions(db, post)
    return c.html(
      <VersionsPage post={post} author={post.author.name} href={await postPath(db, post)} versions={versions} />,
    )
  })

/** What is not hers to edit is not there to be edited. */
async function findOwn(c: Ctx): Promise<Post> {
  const post = await findPost(c.var.db, c.var.viewer, c.req.param('key') ?? '', { undo: heldSecrets(c) })
  if (!may.edit(c.var.viewer, post)) throw new NotFound()
  return post
}

type Words = { body: string; told: string[]; everyone: number }

/** Names are settled as they are when a post is written; everyone is asked once, by the post and not by its change. */
async function unsettled(c: Ctx, post: Post, words: Words) {
  const { db, viewer } = c.var
  const room = await findThreadById(db, viewer, post.thread_id)
  const { problems, unclear } = await settleNames(db, viewer, { room, members: 0 }, { ...words, everyone: 0 })
  delete problems.everyone
  return Object.keys(problems).length > 0 ? { problems, unclear } : null
}

type Again = { tried?: Tried; conflict?: boolean }

async function editPage(c: Ctx, { tried, conflict }: Again = {}) {
  const { db, viewer } = c.var
  const post = await findOwn(c)
  const community = await findCommunityById(db, post.community_id)
  const thread = await findThreadById(db, viewer, post.thread_id)
  const place = `posts/${post.key}/edit`
  const drafts = await listDrafts(db, viewer, { community_id: community.id, place, first: c.req.query('draft') })
  const page = (
    <EditPage
      post={post}
      slug={community.slug}
      href={await postPath(db, post)}
      audience={audienceOf(community, thread)}
      drafts={drafts}
      tried={tried}
      conflict={conflict || (!tried && isOlder(drafts[0], post))}
    />
  )
  return c.html(page, tried ? (conflict ? 409 : 422) : 200)
}

/** A draft that was begun before the words which stand there now. */
function isOlder(draft: Draft | undefined, { edited_at }: Post): boolean {
  return !!draft && !!edited_at && draft.at < edited_at
}
