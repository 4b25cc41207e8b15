import { currentLanguage, pick } from '../../../platform/i18n.ts'
import { pickNorms } from '../doors/norms.ts'
import type { Community } from '../reads.ts'

/** A text by language; a list of such texts; or, as norms are kept, a list by language. */
export type Words = Record<string, string>
type ByLanguage = Record<string, string[]>
type Charter = Partial<Record<TextPart | 'intended_outcomes' | 'expect' | 'not_expect', unknown>>

export const textParts = ['rationale', 'domain', 'for_whom', 'selection'] as const
export const listParts = ['intended_outcomes', 'expect', 'not_expect'] as const
type TextPart = (typeof textParts)[number]
type ListPart = (typeof listParts)[number]

/** What the charter says, in one language, as it is shown and as it is typed. */
export type CharterTexts = Record<TextPart | 'purpose', string> & Record<ListPart | 'norms', string[]>

/** In the reader's language where it is said in it, else in another. */
export function readCharter(
  community: Pick<Community, 'purpose' | 'charter' | 'norms'>,
  language = currentLanguage(),
): CharterTexts {
  const charter = community.charter as Charter
  const text = (part: TextPart) => pick(charter[part], language)
  const list = (part: ListPart) =>
    lines(charter[part])
      .map((words) => pick(words, language))
      .filter(Boolean)
  return {
    purpose: pick(community.purpose, language),
    ...{
      rationale: text('rationale'),
      domain: text('domain'),
      for_whom: text('for_whom'),
      selection: text('selection'),
    },
    ...{ intended_outcomes: list('intended_outcomes'), expect: list('expect'), not_expect: list('not_expect') },
    norms: pickNorms(community, language),
  }
}

/** The community's words with these in this language; those of other languages stay. */
export function writeCharter(
  community: Pick<Community, 'purpose' | 'charter' | 'norms'>,
  language: string,
  texts: CharterTexts,
) {
  const before = community.charter as Charter
  const charter: Record<string, unknown> = { ...before }
  for (const part of textParts) charter[part] = put(before[part], language, texts[part])
  for (const part of listParts)
    charter[part] = texts[part].map((line, at) => put(lines(before[part])[at], language, line))
  return {
    charter: JSON.stringify(charter),
    purpose: JSON.stringify(put(community.purpose, language, texts.purpose)),
    norms: JSON.stringify({ ...((community.norms ?? {}) as ByLanguage), [language]: texts.norms }),
  }
}

function lines(list: unknown): unknown[] {
  return Array.isArray(list) ? list : []
}

function put(words: unknown, language: string, text: string): Words {
  const said = typeof words === 'object' && words !== null ? (words as Words) : {}
  const { [language]: _, ...others } = said
  return text ? { ...others, [language]: text } : others
}
