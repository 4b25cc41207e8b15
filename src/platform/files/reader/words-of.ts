import { Parser } from 'htmlparser2'
import { officeWords } from './office.ts'
import { pdfWords } from './pdf.ts'
import { MOST_LETTERS, Unreadable } from './unreadable.ts'

/** The words of a file, by what its first bytes say it is and not by its name. */
export async function wordsOf(content: Buffer, type: string): Promise<string> {
  if (starts(content, '%PDF')) return pdfWords(content)
  if (starts(content, 'PK\x03\x04') || starts(content, 'PK\x05\x06')) return officeWords(content)
  if (archives.some((signature) => starts(content, signature))) throw new Unreadable('archive')
  if (!type.startsWith('text/')) throw new Unreadable('kind')
  const text = decode(content)
  return /^\s*(<!doctype html|<html)/i.test(text.slice(0, 1000)) ? htmlWords(text) : text.slice(0, MOST_LETTERS)
}

const archives = ['\x1f\x8b', 'BZh', '7z\xbc\xaf', 'Rar!', '\xfd7zXZ', '\x28\xb5\x2f\xfd']

function starts(content: Buffer, signature: string): boolean {
  return content.subarray(0, signature.length).equals(Buffer.from(signature, 'latin1'))
}

/** UTF-8 where it is that, UTF-16 where it says so, else what old Windows programs write. */
function decode(content: Buffer): string {
  if (starts(content, '\xff\xfe')) return new TextDecoder('utf-16le').decode(content)
  if (starts(content, '\xfe\xff')) return new TextDecoder('utf-16be').decode(content)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return new TextDecoder('windows-1252').decode(content)
  }
}

const UNSEEN = new Set(['script', 'style', 'template', 'noscript', 'head'])
const BLOCKS = /^(p|div|br|li|tr|h\d|section|article|table|blockquote|pre|td|th)$/

function htmlWords(html: string): string {
  let text = ''
  let unseen = 0
  const parser = new Parser({
    onopentag: (name) => {
      if (UNSEEN.has(name)) unseen++
      if (BLOCKS.test(name)) text += '\n'
    },
    onclosetag: (name) => {
      if (UNSEEN.has(name)) unseen--
    },
    ontext: (words) => {
      if (unseen === 0 && text.length < MOST_LETTERS) text += words
    },
  })
  parser.end(html)
  return text.slice(0, MOST_LETTERS)
}
