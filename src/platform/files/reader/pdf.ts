import { getDocument, PasswordException } from 'pdfjs-dist/legacy/build/pdf.mjs'
// @ts-expect-error: its author types the one entrance only.
import * as pdfWorker from 'pdfjs-dist/legacy/build/pdf.worker.mjs'
import { MOST_LETTERS, Unreadable } from './unreadable.ts'

const MOST_PAGES = 3000

/** The words of a PDF; nothing in it is run, drawn or fetched. */
export async function pdfWords(content: Buffer): Promise<string> {
  Object.assign(globalThis, { pdfjsWorker: pdfWorker })
  const pdf = await getDocument({
    data: new Uint8Array(content),
    ...{ enableXfa: false, useWasm: false, useSystemFonts: false, disableFontFace: true, verbosity: 0 },
  }).promise.catch((error) => {
    throw error instanceof PasswordException ? new Unreadable('locked') : error
  })
  if (pdf.numPages > MOST_PAGES) throw new Unreadable('too_many_parts')
  let text = ''
  for (let number = 1; number <= pdf.numPages && text.length < MOST_LETTERS; number++) {
    text += `${await pageWords(await pdf.getPage(number))}\n`
  }
  return text.slice(0, MOST_LETTERS)
}

type PdfPage = Awaited<ReturnType<Awaited<ReturnType<typeof getDocument>['promise']>['getPage']>>

async function pageWords(page: PdfPage): Promise<string> {
  const { items } = await page.getTextContent()
  page.cleanup()
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
}
