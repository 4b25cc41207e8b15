import type { Db } from '../../platform/db.ts'
import type { Found, Module } from '../../platform/module.ts'
import { MARK, type Match, type Matches, markPassages } from '../../platform/search.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { listFilesHolding } from './files.ts'
import { listTexts } from './texts.ts'

type Finder = NonNullable<Module['finds']>[number]

let finders: Finder[] = []

/** How each kind of thing is named and addressed; set once, when the program is put together. */
export function setFinders(all: Finder[]) {
  finders = all
}

/** `file`: the words stand in it and not in what came with it. */
export type Result = Match & Omit<Found, 'kind' | 'subject_id' | 'title'> & { file?: string }

/** The matches in their order, each with where it leads and the passage that fits; one question for each kind. */
export async function addAddresses(db: Db, viewer: Viewer, { matches, query }: Matches): Promise<Result[]> {
  if (matches.length === 0) return []
  const found = await Promise.all(finders.map(({ kind, list }) => list(db, viewer, idsOf(matches, kind))))
  const byKey = new Map(found.flat().map((one) => [`${one.kind} ${one.subject_id}`, one]))
  const shown = matches.flatMap((match) => {
    const where = byKey.get(`${match.kind} ${match.subject_id}`)
    return where ? [{ ...match, ...where }] : []
  })
  const passages = await markPassages(db, query, await wordsOf(db, shown))
  const marked = shown.map((result, nth) => ({ ...result, passage: passages[nth] ?? result.passage }))
  const files = await listFilesHolding(db, query, marked.filter(isBarePost))
  return marked.map((result) => (isBarePost(result) ? { ...result, ...files.get(result.subject_id) } : result))
}

function isBarePost({ kind, passage }: Match): boolean {
  return kind === 'post' && !passage.includes(MARK.start)
}

function idsOf(matches: Match[], kind: string) {
  return matches.filter((match) => match.kind === kind).map((match) => match.subject_id)
}

async function wordsOf(db: Db, shown: Match[]) {
  const texts = await listTexts(db, shown)
  return shown.map(({ language }, nth) => ({ language, text: texts[nth] ?? '' }))
}
