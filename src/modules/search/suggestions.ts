import type { Db } from '../../platform/db.ts'
import { listTitles } from '../../platform/search.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { listCommunityNames } from './communities.ts'
import { listPeopleNamed } from './people.ts'

export type Suggestion = { words: string; kind: 'title' | 'person' | 'community' }

const SHORTEST = 2
const TITLES = 6
const NAMES = 3

/** What could be meant while it is being typed: communities, people and titles that the viewer may find. */
export async function listSuggestions(db: Db, viewer: Viewer, text: string): Promise<Suggestion[]> {
  if ((text.match(/[\p{L}\p{Nd}]/gu)?.length ?? 0) < SHORTEST) return []
  const [communities, people, titles] = await Promise.all([
    listCommunityNames(db, text, NAMES),
    listPeopleNamed(db, viewer, text, NAMES),
    listTitles(db, viewer, text, TITLES),
  ])
  return [
    ...communities.map((words) => ({ words, kind: 'community' as const })),
    ...people.map(({ name }) => ({ words: name, kind: 'person' as const })),
    ...titles.map((words) => ({ words, kind: 'title' as const })),
  ]
}
