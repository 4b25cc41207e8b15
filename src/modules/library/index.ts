/** All that other modules may use of the library. */
export { addReply, askUse, type Part, publishItem, recordUse, reviseItem, type Used } from './actions.ts'
export { addItem } from './added/actions.ts'
export { addForm } from './added/forms.ts'
export { beginCollection, beginStarter, keepThing } from './collections/actions.ts'
export { thingAt } from './collections/address.ts'
export { findCollection } from './collections/reads.ts'
export {
  type Claim,
  type ItemDocument,
  type ItemParts,
  type ItemResponse,
  partsSchema,
  type Shown,
} from './document.ts'
export { DocumentChapters } from './item-view.tsx'
export { blocksOfItem, summaryBlocks } from './letter-blocks.ts'
export { itemPath } from './path.ts'
export { findItem, findItemById, type Item } from './reads.ts'
export { listItems } from './shelf.ts'
export { kindName, resourceKindName, resourceKinds } from './words.ts'

import { FILE_READ } from '../../platform/files/text.ts'
import type { Module } from '../../platform/module.ts'
import { addedRoutes } from './added/routes.tsx'
import { indexRead, listFoundFiles } from './added/search.ts'
import { sharedPanel, starterPanel, welcomePanel } from './collections/panels.tsx'
import { collectionRoutes, ownRoutes, starterRoutes } from './collections/routes.tsx'
import { newInLibrary } from './digest.ts'
import { forgetReader } from './forget.ts'
import { listFound } from './listings.ts'
import { oneUsed } from './one-used.ts'
import { ownFiles, ownRows as ownRowsOfLibrary } from './own-data.ts'
import { communityPanel, learningPanel, personPanel, todayPanel } from './panels.tsx'
import { routes } from './routes.tsx'
import { takeOutWithdrawn } from './work.ts'

export const library: Module = {
  name: 'library',
  tables: [
    'item',
    'item_version',
    'item_credit',
    'item_use',
    'item_topic',
    'item_file',
    'collection',
    'collection_entry',
  ],
  own: ownRowsOfLibrary,
  forget: forgetReader,
  ownFiles,
  routes: [
    { at: '/communities/:community/library', router: addedRoutes },
    { at: '/communities/:community/library', router: routes },
    { at: '/communities/:community/start', router: starterRoutes },
    { at: '/me/collections', router: ownRoutes },
    { at: '/collections', router: collectionRoutes },
  ],
  jobs: [takeOutWithdrawn, indexRead],
  listens: { 'post.withdrawn': takeOutWithdrawn, [FILE_READ]: indexRead },
  panels: [personPanel, learningPanel, starterPanel, welcomePanel, communityPanel, sharedPanel, todayPanel],
  digest: async (...asked) => [...(await newInLibrary(...asked)), ...(await oneUsed(...asked))],
  finds: [
    { kind: 'item', list: listFound },
    { kind: 'item_file', list: listFoundFiles },
  ],
}
