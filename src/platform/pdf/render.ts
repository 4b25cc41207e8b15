import { outOfTurn } from '../turns.ts'
import type { PdfDocument } from './document.ts'
import { printInWorker } from './queue.ts'
import { setDocument } from './setting.ts'

const mostBytes = 4_000_000

/** The document as a tagged PDF on A4, in some tenths of a second; the same document gives the same bytes. */
export async function renderPdf(document: PdfDocument): Promise<Buffer> {
  const sheet = setDocument(document)
  if (sheet.length > mostBytes) throw new Error('The document is too long for a PDF')

  return outOfTurn(() => printInWorker(sheet))
}
