import { NotFound } from '../../platform/errors.ts'
import { allow, type Ctx, type Problems, readForm, router, type Typed } from '../../platform/http.ts'
import { renderPdf } from '../../platform/pdf/render.ts'
import { findCommunity } from '../communities/index.ts'
import { recordUse } from './actions.ts'
import { useForm } from './forms.ts'
import { ItemPage } from './item-view.tsx'
import { pdfOf } from './pdf.ts'
import { may } from './policy.ts'
import { findItem, type Item, itemPath, listItems, listUses, listVersions } from './reads.ts'
import { LibraryPage } from './views.tsx'

/** Below `/communities/:community/library`. */
export const routes = router()
  .get('/', allow('member'), async (c) => {
    const { db, viewer } = c.var
    const community = await findCommunity(db, c.req.param('community') ?? '')
    if (!may.browse(viewer, community.id)) throw new NotFound()
    const items = await listItems(db, viewer, { community_id: community.id })
    return c.html(<LibraryPage community={community} items={items} />)
  })

  .get('/:file{[0-9a-z]+\\.pdf}', allow('anyone'), async (c) => {
    const { community, item } = await findBoth(c, c.req.param('file').slice(0, -'.pdf'.length))
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
  const item = await findItem(c.var.db, c.var.viewer, key)
  if (item.community_id !== community.id) throw new NotFound()
  return { community, item }
}

async function itemPage(c: Ctx, item: Item, failed?: { problems: Problems; typed: Typed }) {
  const { db, viewer } = c.var
  const page = (
    <ItemPage
      item={item}
      community={await findCommunity(db, item.slug)}
      uses={await listUses(db, item)}
      versions={await listVersions(db, item)}
      me={viewer.person?.id ?? null}
      mayUse={may.use(viewer, item)}
      problems={failed?.problems}
      values={failed?.typed}
    />
  )
  return c.html(page, failed ? 422 : 200)
}
