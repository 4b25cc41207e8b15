import { isBlank, type Line } from './lines.ts'

const LONGEST = 600
const MOST_BANNERS = 3

/** A warning that a mail gateway put on top: it names itself, and says that the mail came from outside. */
const NAMES_ITSELF =
  /^[\W_]*(?:caution|warning|attention|alert|notice|important|be careful|external|ext|achtung|vorsicht|warnung|hinweis|attention|avertissement|précaución|precaución|advertencia|atención|aviso|atenção|attenzione|let op|сведения|внимание|सावधान|चेतावनी|注意|警告|this (?:e-?mail|message) (?:originated|came|was sent|is) (?:from )?(?:an? )?(?:outside|external))/iu
const FROM_OUTSIDE =
  /(?:outside|external|extern|exterior|außerhalb|de fuera|esterno|fora da|внешн|बाहर)[\p{L}\p{M}]*[\s\S]{0,200}?(?:organi[sz]|company|network|sender|source|origin|link|attachment|click|unternehmen|absender|anh[aä]ng|expéditeur|pièce|lien|remitente|enlace|remetente|mittente|afzender|bijlage|отправител|वेबसाइट|लिंक|संगठन)/iu
const FRAME = /^ZjQcmQRYFpfptBanner(?:Start|End)|^you don't often get (?:e-?mail|messages?) from /i

/** Splits off such warnings; an answer never begins with one of its own. */
export function splitBanner(lines: Line[]): { banner: Line[]; rest: Line[] } {
  let end = 0
  for (let round = 0; round < MOST_BANNERS; round++) {
    const next = bannerEnd(lines, end)
    if (next === end) break
    end = next
  }
  return { banner: lines.slice(0, end), rest: lines.slice(end) }
}

function bannerEnd(lines: Line[], from: number): number {
  let start = from
  while (start < lines.length && isBlank(lines[start] as Line)) start++
  let end = start
  while (end < lines.length && !isBlank(lines[end] as Line) && !lines[end]?.quoted) end++
  const paragraph = lines.slice(start, end).map((line) => line.bare)
  if (FRAME.test(paragraph[0] ?? '')) return start + 1
  return isBanner(paragraph.join(' ')) && end < lines.length ? end : from
}

function isBanner(paragraph: string): boolean {
  return (
    paragraph.length > 30 && paragraph.length < LONGEST && NAMES_ITSELF.test(paragraph) && FROM_OUTSIDE.test(paragraph)
  )
}
