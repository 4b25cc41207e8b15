import { NotFound } from '../../platform/errors.ts'
import { allow, type Ctx, type Problems, readForm, router, type Typed } from '../../platform/http.ts'
import { renderPdf } from '../../platform/pdf/render.ts'
import { type Community, findCommunity } from '../communities/index.ts'
import { listTopics } from '../people/index.ts'
import { recordUse } from './actions.ts'
import { filterShape } from './added/forms.ts'
import { addedBy, asAdded, listFiles, listItemTopics } from './added/reads.ts'
import { AddedPage } from './added/views.tsx'
import { listOwn } from './collections/reads.ts'
import { KeepIt } from './collections/views.tsx'
import { useForm } from './forms.ts'
import { ItemPage } from './item-view.tsx'
import { LibraryPage } from './list-view.tsx'
import { itemPath } from './path.ts'
import { pdfOf } from './pdf.ts'
import { may } from './policy.ts'
import { asReply, findShelved, listUses, listVersions, REPLY, type Shelved } from './reads.ts'
import { listItems, listLanguages } from './shelf.ts'
import { Uses } from './uses-view.tsx'

/** Below `/communities/:community/library`. */
export const routes = router()
  .get('/', allow('member'), async (c) => {
    const { db, viewer } = c.var
    const community = await findCommunity(db, c.req.param('community') ?? '')
    if (!may.browse(viewer, community.id)) throw new NotFound()
    return listPage(c, community)
  })

  .get('/:file{[0-9a-z]+\\.pdf}', allow('anyone'), async (c) => {
    const { community, item: row } = await findBoth(c, c.req.param('file').slice(0, -'.pdf'.length))
    const item = await asReply(c.var.db, row)
    const pdf = await renderPdf(await pdfOf(c.var.db, community, item))
    return c.body(new Uint8Array(pdf), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${item.key}.pdf"`,
    })
  })

  .get('/:key', allow('anyone'), async (c) => {
    const { item } = await findBoth(c, c.req.param('key'))
    const path = itemPath(item)
    // An item keeps its address when its community is renamed.
    if (c.req.path !== path) return c.redirect(path, 301)
    return itemPage(c, item)
  })

  .post('/:key/use', allow('member'), async (c) => {
    const { item } = await findBoth(c, c.req.param('key'))
    const read = await readForm(c, useForm)
    if (!read.ok) return itemPage(c, item, read)

    await recordUse(c.var.db, c.var.viewer, item, read.values)
    return c.redirect(`${itemPath(item)}?used#uses`, 303)
  })

async function findBoth(c: Ctx, key: string) {
  const community = await findCommunity(c.var.db, c.req.param('community') ?? '')
  const item = await findShelved(c.var.db, c.var.viewer, key)
  if (item.community_id !== community.id) throw new NotFound()
  return { community, item }
}

const PER_PAGE = 20

async function listPage(c: Ctx, community: Community) {
  const { db, viewer } = c.var
  const wish = filterShape.parse(c.req.query())
  const topics = await listTopics(db)
  const topic_id = topics.find(({ key }) => key === wish.topic)?.id
  const limit = PER_PAGE + 1
  const items = await listItems(db, viewer, {
    ...{ community_id: community.id, kind: wish.kind, level: wish.level, language: wish.language, topic_id },
    ...{ limit, offset: (wish.page - 1) * PER_PAGE },
  })
  const page = (
    <LibraryPage
      community={community}
      items={items.slice(0, PER_PAGE)}
      more={items.length > PER_PAGE}
      wish={wish}
      topics={topics}
      languages={await listLanguages(db, viewer, community.id)}
      mayAdd={may.add(viewer, community.id)}
    />
  )
  return c.html(page)
}

type Failed = { problems: Problems; typed: Typed }

async function itemPage(c: Ctx, item: Shelved, failed?: Failed) {
  const page = item.kind === REPLY ? await replyPage(c, item, failed) : await addedPage(c, item, failed)
  return c.html(page, failed ? 422 : 200)
}

async function replyPage(c: Ctx, row: Shelved, failed?: Failed) {
  const { db } = c.var
  const item = await asReply(db, row)
  return (
    <ItemPage
      item={item}
      community={await findCommunity(db, item.slug)}
      versions={await listVersions(db, item)}
      {...(await usesOf(c, item, failed))}
    />
  )
}

async function addedPage(c: Ctx, row: Shelved, failed?: Failed) {
  const { db, viewer } = c.var
  const item = asAdded(row)
  const community = await findCommunity(db, item.slug)
  return (
    <AddedPage
      item={item}
      community={community}
      by={await addedBy(db, item, community)}
      files={await listFiles(db, item)}
      topics={await listItemTopics(db, item)}
      versions={await listVersions(db, item)}
      mayChange={may.change(viewer, item)}
      keep={await keepOf(c, item)}
      uses={<Uses item={item} {...(await usesOf(c, item, failed))} />}
    />
  )
}

/** For those who are signed in. */
async function keepOf(c: Ctx, item: { slug: string; key: string }) {
  if (!c.var.viewer.person) return null
  return <KeepIt address={itemPath(item)} collections={await listOwn(c.var.db, c.var.viewer)} />
}

async function usesOf(c: Ctx, item: Pick<Shelved, 'id' | 'room_id' | 'community_id' | 'document'>, failed?: Failed) {
  const { db, viewer } = c.var
  return {
    uses: await listUses(db, item),
    me: viewer.person?.id ?? null,
    mayUse: may.use(viewer, item),
    problems: failed?.problems,
    values: failed?.typed,
  }
}
