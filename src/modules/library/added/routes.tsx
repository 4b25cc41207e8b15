import { NotFound } from '../../../platform/errors.ts'
import { serveFile } from '../../../platform/files/serve.ts'
import { allow, type Ctx, type Problems, readForm, readOnce, router, type Typed } from '../../../platform/http.ts'
import { type Community, findCommunity } from '../../communities/index.ts'
import { keepAttachments, readUploads } from '../../conversations/index.ts'
import { listTopics } from '../../people/index.ts'
import { itemPath } from '../path.ts'
import { may } from '../policy.ts'
import { findShelved } from '../reads.ts'
import { addItem, changeItem, withdrawItem } from './actions.ts'
import { AddPage, ChangePage } from './form-views.tsx'
import { addForm, editForm } from './forms.ts'
import { type Added, addedBy, asAdded, findFile, findVersion, listFiles, listItemTopics } from './reads.ts'
import { VersionPage } from './views.tsx'

type Tried = { problems: Problems; typed: Typed }

/** Below `/communities/:community/library`: what members add, and what becomes of it. */
export const addedRoutes = router()
  .get('/add', allow('member'), async (c) => addPage(c, await memberCommunity(c)))

  .post('/', allow('member'), async (c) => {
    const community = await memberCommunity(c)
    const read = await readForm(c, addForm)
    if (!read.ok) return addPage(c, community, read)

    const files = await keepFiles(read.files, community)
    const key = await addItem(c.var.db, c.var.viewer, community, { ...read.values, files })
    return c.redirect(key ? `/communities/${community.slug}/library/${key}?saved` : '/', 303)
  })

  .get('/:key/change', allow('member'), async (c) => changePage(c, await findOwn(c)))

  .post('/:key/change', allow('member'), async (c) => {
    const { community, item } = await findOwn(c)
    const read = await readForm(c, editForm)
    if (!read.ok) return changePage(c, { community, item }, { tried: read })

    const files = await keepFiles(read.files, community)
    const done = await changeItem(c.var.db, c.var.viewer, item, { ...read.values, files })
    if (done === 'outdated')
      return changePage(c, await findOwn(c), { tried: { problems: {}, typed: read.typed }, outdated: true })
    return c.redirect(`${itemPath(item)}?saved`, 303)
  })

  .post('/:key/withdrawal', allow('member'), async (c) => {
    const { community, item } = await findOwn(c)
    await withdrawItem(c.var.db, c.var.viewer, item, await readOnce(c))
    return c.redirect(`/communities/${community.slug}/library?withdrawn`, 303)
  })

  .get('/:key/versions/:number', allow('anyone'), async (c) => {
    const { community, item } = await findAdded(c)
    const version = await findVersion(c.var.db, item, Number(c.req.param('number')) || 0)
    return c.html(<VersionPage item={item} version={version} community={community} />)
  })

  .get('/:key/files/:file', allow('anyone'), async (c) => {
    const { item } = await findAdded(c)
    return serveFile(c, await findFile(c.var.db, item, c.req.param('file')))
  })

async function memberCommunity(c: Ctx): Promise<Community> {
  const community = await findCommunity(c.var.db, c.req.param('community') ?? '')
  if (!may.add(c.var.viewer, community.id)) throw new NotFound()
  return community
}

/** The item, in its own community only. */
async function findAdded(c: Ctx): Promise<{ community: Community; item: Added }> {
  const community = await findCommunity(c.var.db, c.req.param('community') ?? '')
  const item = asAdded(await findShelved(c.var.db, c.var.viewer, c.req.param('key') ?? ''))
  if (item.community_id !== community.id) throw new NotFound()
  return { community, item }
}

/** For those who may change it; for anybody else there is no such page. */
async function findOwn(c: Ctx) {
  const found = await findAdded(c)
  if (!may.change(c.var.viewer, found.item)) throw new NotFound()
  return found
}

async function keepFiles(files: File[], { attribution }: Community) {
  return keepAttachments(await readUploads(files), { nameless: attribution === 'unattributed' })
}

async function addPage(c: Ctx, community: Community, tried?: Tried) {
  const topics = await listTopics(c.var.db)
  return c.html(<AddPage community={community} topics={topics} tried={tried} />, tried ? 422 : 200)
}

type Found = { community: Community; item: Added }

async function changePage(
  c: Ctx,
  { community, item }: Found,
  { tried, outdated }: { tried?: Tried; outdated?: boolean } = {},
) {
  const { db } = c.var
  const page = (
    <ChangePage
      community={community}
      item={item}
      by={await addedBy(db, item, community)}
      topics={await listTopics(db)}
      chosen={(await listItemTopics(db, item)).map(({ id }) => id)}
      files={await listFiles(db, item)}
      tried={tried}
      outdated={outdated}
    />
  )
  return c.html(page, outdated ? 409 : tried ? 422 : 200)
}
