import { t } from '../../platform/i18n.ts'
import type { Community } from '../communities/index.ts'
import type { Shelved } from './reads.ts'

export function itemPath({ slug, key }: Pick<Shelved, 'slug' | 'key'>): string {
  return `/communities/${slug}/library/${key}`
}

/** The way up from a thing in the library. */
export function libraryCrumbs({ title, slug }: Pick<Community, 'title' | 'slug'>) {
  return [
    { label: title, href: `/communities/${slug}` },
    { label: t('Library'), href: `/communities/${slug}/library` },
  ]
}
