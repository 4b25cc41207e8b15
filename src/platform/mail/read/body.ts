import { htmlText } from '../reply-text/html.ts'
import type { Part } from './mime.ts'

/** What a person would read of a mail, in order: each piece as plain text, as HTML, or as both. */
export type Body = { text: string | undefined; html: string | undefined }

export function bodiesOf(part: Part | undefined): Body[] {
  if (!part) return []
  if (part.type === 'multipart/alternative') return [onlyOne(part.children.flatMap(bodiesOf))]
  if (part.children.length > 0) return part.children.flatMap(bodiesOf)
  if (part.text === undefined) return []
  return [part.type === 'text/html' ? { text: undefined, html: part.text } : { text: part.text, html: undefined }]
}

/** All of it as plain text: what the sender wrote as such, else read from the HTML. */
export function textOf(bodies: Body[]): string {
  return bodies.map(({ text, html }) => (hasText(text) ? text : htmlText(html ?? ''))).join('\n')
}

export function htmlOf(bodies: Body[]): string | undefined {
  const pieces = bodies.map(({ html }) => html).filter((html) => html !== undefined)
  return pieces.length > 0 ? pieces.join('<br>\n') : undefined
}

export function hasPlainText(bodies: Body[]): boolean {
  return bodies.length > 0 && bodies.every(({ text, html }) => hasText(text) || html === undefined)
}

function hasText(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== ''
}

/** The alternatives say the same: one plain text and one HTML of it. */
function onlyOne(bodies: Body[]): Body {
  const texts = bodies.map(({ text }) => text).filter(hasText)
  const htmls = bodies.map(({ html }) => html).filter(hasText)
  return {
    text: texts.length > 0 ? texts.join('\n') : undefined,
    html: htmls.length > 0 ? htmls.join('<br>\n') : undefined,
  }
}
