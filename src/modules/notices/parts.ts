import type { Db } from '../../platform/db.ts'
import { logFault } from '../../platform/log.ts'
import type { Block } from '../../platform/mail/content.ts'
import type { DigestIssue, DigestPart, Module } from '../../platform/module.ts'
import type { Viewer } from '../../platform/viewer.ts'

type Gather = NonNullable<Module['digest']>

let gatherings: Gather[] = []

/** What each module has for a digest, in the order of the modules; set once, when the program is put together. */
export function setDigestParts(all: Gather[]) {
  gatherings = all
}

/** A part with the other communities in which the same words stand. */
export type Gathered = DigestPart & { also: number[] }

/**
 * One after another, so that a digest takes one connection however many modules there are; one that fails is reported
 * and leaves the others standing. What asks for her comes first.
 */
export async function gatherParts(db: Db, reader: Viewer, issue: DigestIssue): Promise<Gathered[]> {
  const parts: DigestPart[] = []
  for (const gather of gatherings) parts.push(...(await gather(db, reader, issue).catch(reported)))
  return withoutDoubles(parts).sort((one, other) => placeOf(one) - placeOf(other))
}

/** First what asks for her, last what only goes along. */
function placeOf({ needsHer, isAside }: DigestPart): number {
  return Number(isAside ?? false) - Number(needsHer ?? false)
}

function reported(error: unknown): DigestPart[] {
  logFault(error, { letter: 'notices.digest' })
  return []
}

/** One thing stands once; what was written in the same words in several communities stands in the first of them. */
function withoutDoubles(parts: DigestPart[]): Gathered[] {
  const kept: Gathered[] = []
  for (const part of parts) {
    if (kept.some(({ about }) => about.kind === part.about.kind && about.id === part.about.id)) continue
    const same = kept.find((other) => other.community_id !== part.community_id && saysTheSame(other, part))
    if (same) same.also.push(part.community_id)
    else kept.push({ ...part, also: [] })
  }
  return kept
}

function saysTheSame(one: DigestPart, other: DigestPart): boolean {
  return one.heading === other.heading && wordsOf(one) !== '' && wordsOf(one) === wordsOf(other)
}

/** What people wrote in it; links differ from place to place. */
function wordsOf({ blocks }: DigestPart): string {
  const words = blocks.filter((block): block is Exclude<Block, { link: string }> => !isLink(block))
  return words.length > 0 ? JSON.stringify(words) : ''
}

function isLink(block: Block): boolean {
  return typeof block !== 'string' && 'link' in block
}
