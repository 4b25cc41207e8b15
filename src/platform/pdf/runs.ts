import { clean, parts } from './clean.ts'
import type { Run } from './document.ts'

/** What is remembered from block to block: which anchors there are, which addresses have their note, how deep we are. */
export type Setting = {
  language: string
  anchors: Map<string, string>
  placed: Set<string>
  notes: Map<string, number>
  level: number
}

/** How many addresses at most stand at the foot of the pages of one document. */
const mostNotes = 300

export function textOf(runs: Run[]): string {
  return runs.map((run) => run.text).join('')
}

export function setRuns(setting: Setting, runs: Run[]): object[] {
  return runs.flatMap((run, n) => {
    const ends = run.link !== undefined && runs[n + 1]?.link !== run.link
    return ends ? [...setRun(setting, run), ...setNote(setting, runs, n)] : setRun(setting, run)
  })
}

export function setRun({ anchors }: Setting, { text, bold, italic, code, link }: Run): object[] {
  const anchor = link?.startsWith('#') ? anchors.get(link.slice(1)) : undefined
  const style = { bold, italic, code, anchor, address: addressOf(link) }
  const lines = clean(text).split('\n')
  return lines.flatMap((line, n) => [...(n > 0 ? [{ break: true }] : []), { ...style, parts: parts(line) }])
}

/** The address of a link stands at the foot of the page, once in the document, so that paper keeps it. */
function setNote({ notes }: Setting, runs: Run[], last: number): object[] {
  const { link } = runs[last] ?? {}
  const address = addressOf(link)
  if (!address || notes.size >= mostNotes) return []

  const first = runs.findLastIndex((run, n) => n < last && run.link !== link) + 1
  const shown = shownAddress(address)
  if (textOf(runs.slice(first, last + 1)).includes(shown)) return []

  const before = notes.get(address)
  if (before !== undefined) return [{ seeNote: before }]
  notes.set(address, notes.size)
  return [{ note: notes.size - 1, address, parts: parts(shown) }]
}

function addressOf(link: string | undefined): string | undefined {
  const address = clean(link ?? '').trim()
  const known = /^(https?:\/\/|mailto:|tel:)\S/i.test(address) && address.length <= 2000
  return known && URL.canParse(address) ? address : undefined
}

function shownAddress(address: string): string {
  return address.replace(/^(https?:\/\/|mailto:|tel:)/i, '').replace(/^([^/?]+)[/?]$/, '$1')
}
