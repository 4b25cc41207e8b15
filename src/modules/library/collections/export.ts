import { config } from '../../../platform/config.ts'
import { csv } from '../../../platform/csv.ts'
import type { Db } from '../../../platform/db.ts'
import { pick, t } from '../../../platform/i18n.ts'
import { type PdfDocument, paragraph, type Section } from '../../../platform/pdf/document.ts'
import { findNetwork } from '../../communities/index.ts'
import type { Collection } from './reads.ts'
import type { ShownEntry } from './shown.ts'

/** The collection as a document for the home organisation: what its reader may see, with the notes. */
export async function pdfOf(db: Db, collection: Collection, entries: ShownEntry[]): Promise<PdfDocument> {
  const network = await findNetwork(db)
  return {
    title: collection.title,
    subtitle: t('Collection'),
    language: collection.language,
    header: network ? pick(network.name) : '',
    footer: `${config().BASE_URL.replace(/^https?:\/\//, '')}/collections/${collection.key}`,
    meta: collection.owner ? [[t('Kept by'), collection.owner]] : [],
    summary: collection.note ? [paragraph(collection.note)] : undefined,
    sections: entries.map(sectionOf),
  }
}

function sectionOf(entry: ShownEntry): Section {
  const { title, label, line, note } = entry
  const words = [note, line].filter(Boolean).map((text) => paragraph(text))
  return { heading: title, blocks: [...words, paragraph(`${label}: `, { text: whole(entry), link: whole(entry) })] }
}

/** The same as text that any program takes. */
export function markdownOf(collection: Collection, entries: ShownEntry[]): string {
  const listed = entries.map((entry) => {
    const notes = [entry.note, entry.line].filter(Boolean).map((text) => `   ${plain(text)}`)
    return [`1. [${plain(entry.title)}](<${whole(entry)}>) (${entry.label})`, ...notes].join('\n')
  })
  return [`# ${plain(collection.title)}`, plain(collection.note), ...listed].filter(Boolean).join('\n\n').concat('\n')
}

/** Marks of Markdown in somebody's words stay words, and lines stay in their place. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]<>#]/g, '\\$&').replace(/\s*\n\s*/g, ' ')
}

/** The same as a table. */
export function csvOf(entries: ShownEntry[]): string {
  const head = [t('Title'), t('Kind'), t('Address'), t('Note')]
  const rows = entries.map((entry) => [entry.title, entry.label, whole(entry), entry.note])
  return csv([head, ...rows])
}

function whole({ href }: ShownEntry): string {
  return new URL(href, `${config().BASE_URL}/`).href
}
