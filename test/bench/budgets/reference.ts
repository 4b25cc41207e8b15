import { createHash } from 'node:crypto'

const ROWS = 60
const WORDS = 'The keys of the pump & the "register" hang in the <panchayat> office for all to read; '.repeat(6)

/** What a page does, without Copse: rows are read, escaped, set into a text and hashed. CPU is told in multiples of it. */
export function referenceTask(): string {
  let page = ''
  for (let row = 0; row < ROWS; row++) {
    const { tags, words } = JSON.parse(JSON.stringify({ words: WORDS, tags: WORDS.split(' ') })) as Row
    page += `<article><p>${escaped(words)}</p>${tags.map((tag) => `<a href="/${escaped(tag)}">${escaped(tag)}</a>`).join(' ')}</article>`
  }
  return createHash('sha256').update(page).digest('hex')
}

type Row = { words: string; tags: string[] }

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
