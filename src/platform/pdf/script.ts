import { usesDevanagari } from '../devanagari.ts'
import { direction } from '../i18n.ts'

/** The language of a text that is written in another script than the document's, as far as the script tells. */
export function languageByScript(text: string, language: string): 'hi' | 'en' | undefined {
  const devanagari = text.match(/\p{Script=Devanagari}/gu)?.length ?? 0
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0
  const written = usesDevanagari(language)
  if (devanagari > latin && !written) return 'hi'
  if (latin > devanagari && written) return 'en'
  return undefined
}

/** Whether the first letter says that the line runs the other way than the document. */
export function directionOf(text: string, language: string): 'ltr' | 'rtl' | undefined {
  const first = /\p{L}/u.exec(text)?.[0]
  if (!first) return undefined
  const written = rightToLeft.test(first) ? 'rtl' : 'ltr'
  return written === direction(language) ? undefined : written
}

/** The two parts of a language tag that the typesetter knows. */
export function languageAndRegion(tag: string): { language: string; region: string | null } {
  const [language = '', ...rest] = tag.split('-')
  if (!/^[a-z]{2,3}$/i.test(language)) return { language: 'en', region: null }
  const region = rest.find((part) => /^[a-z]{2}$/i.test(part))
  return { language: language.toLowerCase(), region: region?.toUpperCase() ?? null }
}

export const rightToLeft =
  /[\p{Script=Adlam}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Nko}\p{Script=Syriac}\p{Script=Thaana}]/u
