import { config } from '../../../platform/config.ts'
import type { Db, Id } from '../../../platform/db.ts'
import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { findPost, findThread } from '../../conversations/index.ts'
import { findPerson } from '../../people/index.ts'
import { findShelved } from '../reads.ts'

export type Thing = { kind: 'item' | 'thread' | 'post' | 'person'; subject_id: Id } | { kind: 'link'; link: string }

type Finder = (db: Db, viewer: Viewer, key: string) => Promise<Thing>
const finders: [RegExp, Finder][] = [
  [
    /^\/communities\/[^/]+\/library\/([0-9a-z]+)$/,
    async (...of) => ({ kind: 'item', subject_id: (await findShelved(...of)).id }),
  ],
  [
    /^\/communities\/[^/]+\/talk\/([0-9a-z]+)$/,
    async (...of) => ({ kind: 'thread', subject_id: (await findThread(...of)).id }),
  ],
  [/^\/posts\/([0-9a-z]+)$/, async (...of) => ({ kind: 'post', subject_id: (await findPost(...of)).id })],
  [/^\/people\/([0-9a-z]+)$/, async (...of) => ({ kind: 'person', subject_id: (await findPerson(...of)).id })],
]

/** What stands at an address: a thing of this network that the viewer may see, or a page elsewhere. */
export async function thingAt(db: Db, viewer: Viewer, address: string): Promise<Thing> {
  const url = new URL(address, config().BASE_URL)
  if (!/^https?:$/.test(url.protocol)) throw new Refused(t('Only the address of a page can be kept.'))
  if (url.origin !== new URL(config().BASE_URL).origin) return { kind: 'link', link: url.href }

  for (const [shape, find] of finders) {
    const key = shape.exec(url.pathname)?.[1]
    if (key) return find(db, viewer, key)
  }
  return { kind: 'link', link: url.href }
}
