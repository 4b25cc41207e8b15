import { languageOf } from '../../../platform/devanagari.ts'

/** Words that a text of some length in this language can hardly do without, and that few others have. */
const common: Record<string, string[]> = {
  en: ['the', 'and', 'that', 'with', 'this', 'you', 'for', 'have'],
  fr: ['les', 'des', 'est', 'que', 'pour', 'dans', 'vous', 'pas'],
  de: ['der', 'und', 'ist', 'nicht', 'ich', 'das', 'mit', 'auf'],
  es: ['los', 'que', 'para', 'una', 'con', 'por', 'del', 'como'],
  pt: ['que', 'para', 'uma', 'com', 'não', 'dos', 'você', 'mas'],
  it: ['che', 'per', 'una', 'con', 'non', 'sono', 'della', 'anche'],
}

const scripts: [RegExp, string][] = [
  [/\p{Script=Cyrillic}/gu, 'ru'],
  [/\p{Script=Arabic}/gu, 'ar'],
  [/\p{Script=Tamil}/gu, 'ta'],
  [/\p{Script=Bengali}/gu, 'bn'],
  [/\p{Script=Gujarati}/gu, 'gu'],
  [/\p{Script=Telugu}/gu, 'te'],
  [/\p{Script=Hiragana}/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Han}/gu, 'zh'],
]

const FEW_WORDS = 8
const LOOKED_AT = 5000

/** What a mail is written in: by its script, then by its common words; in doubt the community's own language. */
export function guessLanguage(text: string, own: string): string {
  const some = text.slice(0, LOOKED_AT)
  const letters = some.match(/\p{L}/gu)?.length ?? 0
  const byScript = scripts.find(([script]) => (some.match(script)?.length ?? 0) > letters * 0.3)
  if (byScript && letters > 0) return byScript[1]
  const bySigns = languageOf(some, own)
  return bySigns === 'hi' ? bySigns : byWords(some, bySigns)
}

function byWords(text: string, otherwise: string): string {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  if (words.length < FEW_WORDS) return otherwise
  const counted = Object.entries(common).map(([language, some]) => {
    const known = new Set(some)
    return { language, count: words.filter((word) => known.has(word)).length }
  })
  const [first, second] = counted.sort((one, other) => other.count - one.count)
  return first && first.count > Math.max(1, (second?.count ?? 0) * 1.3) ? first.language : otherwise
}
