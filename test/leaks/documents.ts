import '../../src/platform/files/reader/older-node.ts'
import { Unreadable } from '../../src/platform/files/reader/unreadable.ts'
import { wordsOf } from '../../src/platform/files/reader/words-of.ts'
import { samples } from '../../src/platform/files/samples.ts'
import { newWord, say } from './words.ts'

/** Documents with a word of ours in their name, and another one only within. */
export const textFile = () => named('txt', 'text/plain', say('A file.'))
export const pdfFile = () => named('pdf', 'application/pdf', samples.pdf(say('On paper.')))
export const docxFile = () => named('docx', 'application/octet-stream', samples.docx(say('In an office.')))

function named(ending: string, type: string, content: string | Buffer): File {
  return new File([typeof content === 'string' ? content : new Uint8Array(content)], `${newWord()}.${ending}`, { type })
}

/** All that somebody who opens this file can read in it: its bytes as they are, and of a document its words. */
export async function wordsWithin(content: Buffer, type: string): Promise<string> {
  const words = await wordsOf(content, type).catch((error) => {
    if (error instanceof Unreadable) return ''
    throw error
  })
  return `${words}\n${content.toString('latin1')}`
}
