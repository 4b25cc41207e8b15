import { giveCsv } from '../../../platform/csv.ts'
import { NotFound } from '../../../platform/errors.ts'
import { allow, type Ctx, type Problems, readForm, readOnce, router, type Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { renderPdf } from '../../../platform/pdf/render.ts'
import { findCommunity, findCommunityById, isMember, listCommunities } from '../../communities/index.ts'
import { may } from '../policy.ts'
import {
  arrangeCollection,
  beginCollection,
  beginStarter,
  dropCollection,
  keepThing,
  shareCollection,
} from './actions.ts'
import { thingAt } from './address.ts'
import { ChangePage } from './change-views.tsx'
import { csvOf, markdownOf, pdfOf } from './export.ts'
import { arrangeForm, collectionForm, keepForm, keepHereForm, shareForm } from './forms.ts'
import { type Collection, findCollection, findStarter, listEntryRows, listOwn } from './reads.ts'
import { showEntries } from './shown.ts'
import { CollectionPage, CollectionsPage } from './views.tsx'

type Tried = { problems: Problems; typed: Typed }

/** Below `/me/collections`. */
export const ownRoutes = router()
  .get('/', allow('person'), (c) => ownPage(c))

  .post('/', allow('person'), async (c) => {
    const read = await readForm(c, collectionForm)
    if (!read.ok) return ownPage(c, read)
    const key = await beginCollection(c.var.db, c.var.viewer, read.values)
    return c.redirect(`/collections/${key}/change`, 303)
  })

  .post('/keep', allow('person'), async (c) => {
    const { db, viewer } = c.var
    const read = await readForm(c, keepHereForm)
    if (!read.ok) return ownPage(c, read)
    const { address, collection: chosen, title, note, once } = read.values
    const thing = await thingAt(db, viewer, address)
    const key = chosen || (await beginCollection(db, viewer, { title: title || t('To keep'), once }))
    await keepThing(db, viewer, await findCollection(db, viewer, key), { thing, note, once: once && `${once}:kept` })
    return c.redirect(`/collections/${key}?saved`, 303)
  })

/** Below `/collections`. */
export const collectionRoutes = router()
  .get('/:file{[0-9a-z]+\\.(?:pdf|md|csv)}', allow('person'), async (c) => {
    const [key = '', ending = ''] = c.req.param('file').split('.')
    const { collection, entries } = await findShown(c, key)
    const name = `collection-${key}.${ending}`
    if (ending === 'csv') return giveCsv(c, name, csvOf(entries))
    const disposition = `attachment; filename="${name}"`
    if (ending === 'pdf') {
      const pdf = await renderPdf(await pdfOf(c.var.db, collection, entries))
      return c.body(new Uint8Array(pdf), 200, { 'Content-Type': 'application/pdf', 'Content-Disposition': disposition })
    }
    const markdown = markdownOf(collection, entries)
    return c.body(markdown, 200, { 'Content-Type': 'text/markdown; charset=utf-8', 'Content-Disposition': disposition })
  })

  .get('/:key', allow('person'), async (c) => {
    const { collection, entries } = await findShown(c, c.req.param('key'))
    const community = collection.community_id ? await findCommunityById(c.var.db, collection.community_id) : null
    const mayChange = may.changeCollection(c.var.viewer, collection)
    return c.html(
      <CollectionPage collection={collection} entries={entries} community={community} mayChange={mayChange} />,
    )
  })

  .get('/:key/change', allow('person'), (c) => changePage(c))

  .post('/:key/change', allow('person'), async (c) => {
    const collection = await findOwn(c)
    const read = await readForm(c, arrangeForm)
    if (!read.ok) return changePage(c, { tried: read })
    const { entry, position, entry_note, ...values } = read.values
    const entries = entry.map((key, i) => ({ key, position: position[i] ?? i + 1, note: entry_note[i] ?? '' }))
    const done = await arrangeCollection(c.var.db, c.var.viewer, collection, { ...values, entries })
    if (done === 'outdated') return changePage(c, { outdated: true })
    return c.redirect(`/collections/${collection.key}?saved`, 303)
  })

  .post('/:key/entries', allow('person'), async (c) => {
    const { db, viewer } = c.var
    const collection = await findOwn(c)
    const read = await readForm(c, keepForm)
    if (!read.ok) return changePage(c, { tried: read })
    const { address, ...values } = read.values
    await keepThing(db, viewer, collection, { thing: await thingAt(db, viewer, address), ...values })
    return c.redirect(`/collections/${collection.key}/change?saved`, 303)
  })

  .post('/:key/sharing', allow('person'), async (c) => {
    const collection = await findOwn(c)
    const read = await readForm(c, shareForm)
    if (!read.ok) return changePage(c, { tried: read })
    const { community: slug, once } = read.values
    const community_id = slug ? (await findCommunity(c.var.db, slug)).id : null
    await shareCollection(c.var.db, c.var.viewer, collection, { community_id, once })
    return c.redirect(`/collections/${collection.key}/change?saved`, 303)
  })

  .post('/:key/removal', allow('person'), async (c) => {
    const collection = await findOwn(c)
    await dropCollection(c.var.db, c.var.viewer, collection, await readOnce(c))
    return c.redirect('/me/collections?withdrawn', 303)
  })

/** Below `/communities/:community/start`. */
export const starterRoutes = router()
  .get('/', allow('member'), async (c) => {
    const { db, viewer } = c.var
    const community = await findCommunity(db, c.req.param('community') ?? '')
    const starter = isMember(viewer, community.id) ? await findStarter(db, viewer, community.id) : undefined
    if (!starter) throw new NotFound()
    return c.redirect(`/collections/${starter.key}`, 302)
  })

  .post('/', allow('coordinator'), async (c) => {
    const { db, viewer } = c.var
    const community = await findCommunity(db, c.req.param('community') ?? '')
    if (!isMember(viewer, community.id)) throw new NotFound()
    const once = await readOnce(c)
    const title = t('Start here in {community}', { community: community.title })
    return c.redirect(`/collections/${await beginStarter(db, viewer, community.id, { title, once })}/change`, 303)
  })

async function ownPage(c: Ctx, tried?: Tried) {
  const collections = await listOwn(c.var.db, c.var.viewer)
  return c.html(<CollectionsPage collections={collections} tried={tried} />, tried ? 422 : 200)
}

async function findShown(c: Ctx, key: string) {
  const collection = await findCollection(c.var.db, c.var.viewer, key)
  const entries = await showEntries(c.var.db, c.var.viewer, await listEntryRows(c.var.db, collection))
  return { collection, entries }
}

/** For those who may change it; for anybody else there is no such page. */
async function findOwn(c: Ctx): Promise<Collection> {
  const collection = await findCollection(c.var.db, c.var.viewer, c.req.param('key') ?? '')
  if (!may.changeCollection(c.var.viewer, collection)) throw new NotFound()
  return collection
}

async function changePage(c: Ctx, { tried, outdated = false }: { tried?: Tried; outdated?: boolean } = {}) {
  const { db, viewer } = c.var
  const collection = await findOwn(c)
  const mine = (await listCommunities(db)).filter(({ id }) => isMember(viewer, id))
  const entries = await showEntries(db, viewer, await listEntryRows(db, collection))
  const page = (
    <ChangePage collection={collection} entries={entries} communities={mine} tried={tried} outdated={outdated} />
  )
  return c.html(page, outdated ? 409 : tried ? 422 : 200)
}
