import MarkdownIt, { type Token } from 'markdown-it'
import sanitize from 'sanitize-html'

/** Longer texts are shown as they were typed: no grammar of ours is worth waiting for. */
const longest = 300_000
/** So are those of more marks and lines than anybody sets by hand. */
const mostMarks = 10_000
const mark = /[*_~`[<&\\\n]/g

/** What people write, as safe HTML and as plain words for search, mail and excerpts. */
export function renderMarkdown(text: string): { html: string; text: string } {
  const clean = text.replace(unspeakable, '').replace(/\r\n?/g, '\n')
  if (clean.length > longest || (clean.match(mark)?.length ?? 0) > mostMarks)
    return { html: asTyped(clean), text: clean }
  const tokens = parserOf(clean).parse(clean, {})
  nestHeadings(tokens)
  const html = sanitize(markdown.renderer.render(tokens, markdown.options, {}), allowed)
  return { html: html.trim().replaceAll(BREAK, '<br>\n'), text: plainWords(tokens) }
}

/** Stands for the end of a line on the way through the second wall, which takes its time with each element. */
const BREAK = '\uFDD0'
/** No text has them: the one ends strings elsewhere, the other is ours. */
const unspeakable = new RegExp(`[\0${BREAK}]`, 'g')

const markdown = newMarkdown()
const withoutTables = newMarkdown().disable('table')
const withoutLinks = newMarkdown().disable(['table', 'linkify'])
/** A line of a hundred cells is no table but a way to keep us busy. */
const tooWide = /^(?:[^\n|]*\|){100}/m
/** So are so many addresses; they stay words. */
const mostAddresses = 2000

function parserOf(text: string) {
  if (text.split('://').length > mostAddresses) return withoutLinks
  return tooWide.test(text) ? withoutTables : markdown
}

function newMarkdown() {
  const it = new MarkdownIt({ html: false, linkify: true, breaks: true, maxNesting: 40 })
  it.linkify.set({ fuzzyLink: false, fuzzyEmail: true })
  it.validateLink = isFollowable
  it.renderer.rules.image = renderPicture
  it.renderer.rules.softbreak = it.renderer.rules.hardbreak = () => BREAK
  return it
}

/** The second wall: whatever the first let through, nothing else reaches a page. */
const allowed: sanitize.IOptions = {
  allowedTags: [
    ...['h3', 'h4', 'h5', 'h6', 'p', 'br', 'hr', 'blockquote', 'ul', 'ol', 'li', 'pre', 'code', 'em', 'strong', 's'],
    ...['a', 'img', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  allowedAttributes: { a: ['href', 'title', 'rel'], img: ['src', 'alt', 'loading'], ol: ['start'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: { img: [] },
  allowProtocolRelative: false,
  transformTags: { a: sanitize.simpleTransform('a', { rel: 'nofollow noopener ugc' }) },
}

function isFollowable(address: string): boolean {
  const seen = address.replace(/[\p{Cc}\p{Cf}\s]/gu, '')
  return /^(https?:\/\/|mailto:|\/(?![/\\])|#)/i.test(seen)
}

/** A picture from here is shown; one from elsewhere would tell its owner who reads, so it becomes a link. */
function renderPicture(tokens: Token[], index: number): string {
  const picture = tokens[index]
  const src = String(picture?.attrGet('src') ?? '')
  const words = markdown.utils.escapeHtml(picture?.content ?? '')
  const address = markdown.utils.escapeHtml(src)
  if (src.startsWith('/')) return `<img src="${address}" alt="${words}" loading="lazy">`
  return `<a href="${address}">${words || address}</a>`
}

/** Headings begin at h3, below those of the page, and never skip a level, whatever was typed. */
function nestHeadings(tokens: Token[]) {
  const open: number[] = []
  for (const token of tokens) {
    if (token.type !== 'heading_open' && token.type !== 'heading_close') continue
    const typed = Number(token.tag.slice(1))
    if (token.type === 'heading_open') {
      while (open.length > 0 && (open.at(-1) ?? 0) >= typed) open.pop()
      open.push(typed)
    }
    token.tag = `h${Math.min(2 + open.length, 6)}`
  }
}

function plainWords(tokens: Token[]): string {
  const blocks = tokens.flatMap((token) => {
    if (token.type === 'inline') return [inlineWords(token.children ?? [])]
    return token.type === 'fence' || token.type === 'code_block' ? [token.content.trimEnd()] : []
  })
  return blocks.join('\n\n')
}

function inlineWords(tokens: Token[]): string {
  return tokens.map((token) => (token.type.endsWith('break') ? '\n' : token.content)).join('')
}

function asTyped(text: string): string {
  const paragraphs = text.split(/\n{2,}/).filter((paragraph) => paragraph.trim())
  return paragraphs.map((words) => `<p>${markdown.utils.escapeHtml(words).replaceAll('\n', '<br>')}</p>`).join('\n')
}
