export function usesDevanagari(language: string): boolean {
  const [code = ''] = language.toLowerCase().split('-')
  return ['bho', 'brx', 'doi', 'hi', 'kok', 'mai', 'mr', 'ne', 'sa'].includes(code)
}

/** What somebody wrote in, as far as the script tells: her own language, or Hindi, or English, where it cannot be that. */
export function languageOf(text: string, own: string): string {
  const letters = count(text, /\p{L}/gu)
  if (letters === 0) return own
  const inDevanagari = count(text, /\p{Script=Devanagari}/gu) / letters > 0.3
  if (inDevanagari === usesDevanagari(own)) return own
  return inDevanagari ? 'hi' : 'en'
}

function count(text: string, kind: RegExp): number {
  return text.match(kind)?.length ?? 0
}
