import { TooLarge } from './limits.ts'

const MOST_BYTES = 256 * 1024
const MESSAGE_ID = /<[^<>\s]{1,500}>/g
const MOST_REFERENCES = 100

/** The header of a mail as it stands: names lower-cased, lines unfolded, repeated ones joined by a line break. */
export function readHeaders(raw: Buffer): Map<string, string> {
  const headers = new Map<string, string>()
  for (const line of unfold(headerText(raw))) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trim().toLowerCase()
    if (colon < 1 || /[^\x21-\x7e]/.test(name)) continue

    const before = headers.get(name)
    const value = line.slice(colon + 1).trim()
    headers.set(name, before === undefined ? value : `${before}\n${value}`)
  }
  return headers
}

/** Where the body begins, for a mail whose MIME structure is beyond reading. */
export function bodyStart(raw: Buffer): number {
  const ends = ['\n\r\n', '\n\n'].map((mark) => raw.indexOf(mark)).filter((at) => at >= 0)
  return ends.length > 0 ? Math.min(...ends) : raw.length
}

export function messageIds(value: string | undefined): string[] {
  const ids = value?.slice(0, MOST_BYTES).match(MESSAGE_ID) ?? []
  return ids.slice(-MOST_REFERENCES)
}

function headerText(raw: Buffer): string {
  const header = raw.subarray(0, bodyStart(raw))
  if (header.length > MOST_BYTES) throw new TooLarge('The header of the mail is larger than any mail program writes.')
  return decode(header)
}

/** Headers are ASCII or UTF-8; what is neither is read byte by byte so that nothing is lost. */
function decode(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  return text.includes('\ufffd') ? bytes.toString('latin1') : text
}

function unfold(text: string): string[] {
  const lines: string[] = []
  for (const line of text.split(/\r?\n/)) {
    if (/^[ \t]/.test(line) && lines.length > 0) lines.push(`${lines.pop()} ${line.trim()}`)
    else lines.push(line)
  }
  return lines
}
