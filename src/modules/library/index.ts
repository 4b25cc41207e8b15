/** All that other modules may use of the library. */
export { addReply, askUse, type Part, publishItem, recordUse, reviseItem, type Used } from './actions.ts'
export {
  type Claim,
  documentSchema,
  type ItemDocument,
  type ItemParts,
  type ItemResponse,
  partsSchema,
  type Shown,
  summaryOf,
} from './document.ts'
export { DocumentChapters } from './item-view.tsx'
export { blocksOfItem, summaryBlocks } from './letter-blocks.ts'
export { findItem, findItemById, type Item, itemPath, listCredits, listItems } from './reads.ts'
export { kindName, resourceKindName, resourceKinds } from './words.ts'

import type { Module } from '../../platform/module.ts'
import { newInLibrary } from './digest.ts'
import { listFound } from './listings.ts'
import { communityPanel, personPanel, todayPanel } from './panels.tsx'
import { routes } from './routes.tsx'
import { takeOutWithdrawn } from './work.ts'

export const library: Module = {
  name: 'library',
  tables: ['item', 'item_version', 'item_credit', 'item_use'],
  routes: [{ at: '/communities/:community/library', router: routes }],
  jobs: [takeOutWithdrawn],
  listens: { 'post.withdrawn': takeOutWithdrawn },
  panels: [personPanel, communityPanel, todayPanel],
  digest: newInLibrary,
  finds: [{ kind: 'item', list: listFound }],
}
