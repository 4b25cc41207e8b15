import { samples } from '../../src/platform/files/samples.ts'
import { newWord, say } from './words.ts'

/** Documents with a word of ours in their name, and another one only within. */
export const textFile = () => named('txt', 'text/plain', say('A file.'))
export const pdfFile = () => named('pdf', 'application/pdf', samples.pdf(say('On paper.')))
export const docxFile = () => named('docx', 'application/octet-stream', samples.docx(say('In an office.')))

function named(ending: string, type: string, content: string | Buffer): File {
  return new File([typeof content === 'string' ? content : new Uint8Array(content)], `${newWord()}.${ending}`, { type })
}
