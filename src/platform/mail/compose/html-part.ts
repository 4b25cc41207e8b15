import { config } from '../../config.ts'
import { currentLanguage, direction } from '../../i18n.ts'
import { type Block, isCounted } from '../content.ts'

export type FooterLine = string | { link: string; href: string }

/** The simple HTML part: no picture, nothing from elsewhere, and every word of a person escaped. */
export function htmlPart(subject: string, blocks: Block[], footer: FooterLine[]): string {
  const language = currentLanguage()
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}" dir="${direction(language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>${escapeHtml(subject)}</title><style>${style}</style></head>
<body><div class="letter">
${blocks.map(layOut).join('\n')}
<hr><div class="foot">
${footer.map(footLine).join('\n')}
</div></div></body></html>
`
}

const style =
  'body{margin:0;padding:16px;font:16px/1.5 sans-serif}.letter{max-width:38em}h2,h3{font-size:1.1em;margin:1.2em 0 .4em}' +
  'th{text-align:start;vertical-align:top;padding-inline-end:1em;font-weight:600}td{vertical-align:top}' +
  'blockquote{margin-inline:0;padding-inline-start:1em;border-inline-start:3px solid #999}' +
  'hr{border:0;border-top:1px solid #999;margin:1.5em 0 1em}.foot{font-size:14px}.foot p{margin:.3em 0}'

function layOut(block: Block): string {
  if (typeof block === 'string') return `<p>${lines(block)}</p>`
  if ('heading' in block) return `<h2>${escapeHtml(block.heading)}</h2>`
  if ('list' in block && isCounted(block.list)) return `<p>${block.list.map(lines).join('<br>')}</p>`
  if ('list' in block) return `<ul>${block.list.map((item) => `<li>${lines(item)}</li>`).join('')}</ul>`
  if ('facts' in block) return `<table>${block.facts.map(fact).join('')}</table>`
  if ('prose' in block) return prose(block.prose)
  if ('link' in block) return `<p>${link(block)}</p>`
  return '<hr>'
}

function fact([label, value]: [label: string, value: string]): string {
  return `<tr><th scope="row">${escapeHtml(label)}</th><td>${lines(value)}</td></tr>`
}

function prose({ html, text }: { html: string; text: string }): string {
  if (!html)
    return text
      .trim()
      .split(/\n{2,}/)
      .map((part) => `<p>${lines(part)}</p>`)
      .join('\n')
  return html
    .replace(/<img\b[^>]*>/gi, (picture) => pictureLink(picture))
    .replace(/(<a\b[^>]*\bhref=")\/(?!\/)/gi, `$1${escapeHtml(config().BASE_URL)}/`)
}

/** A picture is fetched when a mail is opened, and so tells that it was: a link says where it is. */
function pictureLink(picture: string): string {
  const address = /\bsrc="(\/[^"]*)"/i.exec(picture)?.[1]
  const words = /\balt="([^"]*)"/i.exec(picture)?.[1]
  return address ? `<a href="${address}">${words || address}</a>` : (words ?? '')
}

function footLine(line: FooterLine): string {
  return `<p>${typeof line === 'string' ? lines(line) : link(line)}</p>`
}

function link({ link: words, href }: { link: string; href: string }): string {
  return /^(https?|mailto):/i.test(href) ? `<a href="${escapeHtml(href)}">${escapeHtml(words)}</a>` : escapeHtml(words)
}

function lines(text: string): string {
  return escapeHtml(text.trim()).replace(/\r?\n/g, '<br>\n')
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\0': '',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"'\0]/g, (letter) => ESCAPES[letter] ?? '')
}
