import { Parser } from 'htmlparser2'
import { type Line, type Mark, splitLines, toLine } from './lines.ts'

/** How deep elements may stand in each other, and how much is read: a mail beyond that is made to hurt. */
const DEEPEST = 400
const LONGEST = 1_000_000
const CHUNK = 16_384
const MOST_PIECES = 50
const LONGEST_LINK = 500

const HIDDEN = new Set([
  'head',
  'style',
  'script',
  'title',
  'template',
  'noscript',
  'object',
  'svg',
  'xml',
  'select',
  'textarea',
])
const BLOCKS = new Set(
  'address article aside blockquote center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody thead tfoot tr ul'.split(
    ' ',
  ),
)
const SPACED = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'ul', 'ol', 'table', 'pre'])

/** Elements of which the mail program itself says that the quoted mail begins here, or that they name its writer. */
const FROM_HERE =
  /(?:^|\s)(?:yahoo_quoted|protonmail_quote|tutanota_quote|zmail_extra|gmx-quote|moz-forward-container)(?:\s|$)/i
const FROM_HERE_ID =
  /^(?:divRplyFwdMsg|appendonsend|mail-editor-reference-message-container|OLK_SRC_BODY_SECTION|reply-intro|x_divRplyFwdMsg|x_appendonsend|stopSpelling)$/i
const ATTRIBUTION =
  /(?:^|\s)(?:gmail_attr|moz-cite-prefix|protonmail_quote_header|moz-email-headers-table|reply_header)(?:\s|$)/i
const SIGNATURE =
  /(?:^|\s)(?:gmail_signature|moz-signature|protonmail_signature_block|elementToProof_signature|x_signature)(?:\s|$)/i
const SIGNATURE_ID =
  /^(?:x_)?(?:signature|ms-outlook-mobile-signature|AppleMailSignature|lineBreakAtBeginningOfSignature|bloop_sign.{0,30})$/i

type Element = {
  name: string
  quotes: boolean
  hides: boolean
  mark: Mark | undefined
  href: string | undefined
  from: number
  items: number
}

/** The whole of an HTML mail as plain text, nothing cut. */
export function htmlText(html: string): string {
  return htmlLines(html)
    .map((line) => line.text)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Reads HTML as the lines a plain-text mail would have: quotes marked with >, list items with a dash. */
export function htmlLines(html: string): Line[] {
  const page = new Page()
  const parser = new Parser({
    onopentag: (name, attributes) => page.open(name, attributes),
    ontext: (text) => page.write(text),
    onclosetag: (name) => page.close(name),
  })
  const readable = html.slice(0, LONGEST)
  for (let at = 0; at < readable.length && page.depth < DEEPEST; at += CHUNK)
    parser.write(readable.slice(at, at + CHUNK))
  if (page.depth >= DEEPEST) return splitLines(withoutTags(readable))
  parser.end()
  return page.end()
}

/** Of a page that stands too deep in itself only the words are read. */
function withoutTags(html: string): string {
  return html.replace(/<[^<>]*>/g, ' ').replace(/[ \t\r\n]+/g, ' ')
}

/** The lines written so far, the pieces of the one being written, and the elements that are open. */
class Page {
  private readonly lines: Line[] = []
  private readonly elements: Element[] = []
  private pieces: string[] = []
  private hasWords = false
  private bullet = ''
  private lineMark: Mark | undefined
  private quotes = 0
  private hidden = 0
  private pre = 0

  get depth(): number {
    return this.elements.length
  }

  open(name: string, attributes: Record<string, string>) {
    if (name === 'br') return this.breakLine()
    if (BLOCKS.has(name)) this.endBlock(SPACED.has(name))
    const element = elementOf(name, attributes)
    this.push(element)
    if (element.mark === 'quoted-from-here') this.lines.push(toLine('', this.quotes > 0, element.mark))
    if (name === 'hr') this.lines.push(toLine(`${this.prefix()}----------`, this.quotes > 0))
    if (name === 'li') this.bullet = this.nextBullet()
    if ((name === 'td' || name === 'th') && this.hasWords) this.pieces.push(' ')
  }

  write(text: string) {
    if (this.hidden > 0) return
    const written = this.pre > 0 ? text : text.replace(/[ \t\r\n\f]+/g, ' ')
    for (const [at, part] of written.split('\n').entries()) {
      if (at > 0) this.breakLine()
      const piece = this.pieces.length === 0 && this.pre === 0 ? part.replace(/^ /, '') : part
      if (piece !== '') this.pieces.push(piece)
      this.hasWords ||= piece.trim() !== ''
    }
    if (text.trim() !== '') this.lineMark ??= this.openMark()
  }

  close(name: string) {
    const at = this.elements.findLastIndex((element) => element.name === name)
    if (at < 0) return
    for (const element of this.elements.splice(at).reverse()) this.pop(element)
    if (BLOCKS.has(name)) this.endBlock(SPACED.has(name))
    if (name === 'li') this.bullet = ''
  }

  end(): Line[] {
    this.endBlock(false)
    return this.lines
  }

  private push(element: Element) {
    this.elements.push({ ...element, from: this.pieces.length })
    if (element.hides) this.hidden++
    if (element.quotes) this.quotes++
    if (element.name === 'pre') this.pre++
  }

  private pop(element: Element) {
    if (element.href) this.nameLink(element)
    if (element.quotes) {
      this.endBlock(true)
      this.quotes--
    }
    if (element.hides) this.hidden--
    if (element.name === 'pre') this.pre--
  }

  /** A link says where it leads, unless its words already do; a page that is all one link says nothing by it. */
  private nameLink({ href = '', from }: Element) {
    if (this.pieces.length - from > MOST_PIECES) return
    const words = this.pieces.splice(from).join('')
    const shown = words.trim()
    const isPlain = shown === '' || shown.length > LONGEST_LINK || saysWhere(shown, href)
    this.pieces.push(isPlain ? words : words.replace(shown, () => `[${shown}](${href})`))
  }

  private openMark(): Mark | undefined {
    return this.elements.find(({ mark }) => mark === 'attribution' || mark === 'signature')?.mark
  }

  private endBlock(spaced: boolean) {
    if (this.bullet !== '' && !this.hasWords) return
    if (this.hasWords) this.breakLine()
    this.pieces = []
    const last = this.lines.at(-1)
    if (spaced && last && last.bare !== '') this.lines.push(toLine(this.prefix(), this.quotes > 0))
  }

  private breakLine() {
    if (this.hidden > 0) return
    const words = this.bullet + this.pieces.join('').trimEnd()
    this.lines.push(toLine(this.prefix() + words, this.quotes > 0, this.lineMark))
    this.pieces = []
    this.hasWords = false
    this.bullet = ''
    this.lineMark = undefined
  }

  /** A dash, or the next number of the list. */
  private nextBullet(): string {
    const list = this.elements.findLast(({ name }) => name === 'ul' || name === 'ol')
    if (list?.name !== 'ol') return '- '
    list.items++
    return `${list.items}. `
  }

  private prefix(): string {
    return this.quotes > 0 ? `${'>'.repeat(Math.min(this.quotes, 9))} ` : ''
  }
}

function elementOf(name: string, attributes: Record<string, string>): Element {
  const { class: classes = '', id = '', href = '', style = '' } = attributes
  return {
    name,
    quotes: name === 'blockquote',
    hides: HIDDEN.has(name) || /display:\s?none/i.test(style.slice(0, 2000)),
    mark: markOf(classes, id, attributes.name ?? ''),
    href: name === 'a' && /^https?:\/\//i.test(href) && href.length < 2000 ? href : undefined,
    from: 0,
    items: 0,
  }
}

function markOf(classes: string, id: string, name: string): Mark | undefined {
  if (FROM_HERE.test(classes) || FROM_HERE_ID.test(id) || FROM_HERE_ID.test(name)) return 'quoted-from-here'
  if (ATTRIBUTION.test(classes)) return 'attribution'
  return SIGNATURE.test(classes) || SIGNATURE_ID.test(id) ? 'signature' : undefined
}

function saysWhere(shown: string, href: string): boolean {
  return href.includes(shown.replace(/^https?:\/\//, '').replace(/…$|\.\.\.$/, ''))
}
