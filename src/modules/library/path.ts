import type { Shelved } from './reads.ts'

export function itemPath({ slug, key }: Pick<Shelved, 'slug' | 'key'>): string {
  return `/communities/${slug}/library/${key}`
}
