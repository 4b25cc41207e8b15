const LONGEST = 120
/** Most disks keep no longer name; those of Windows know names that are none. */
const MOST_BYTES = 240
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?=\s*(\.|$))/i
const UNSEEN = /[\p{C}\u2028\u2029]/gu
const FORBIDDEN = /[<>:"|?*]/g

/** A name that can be shown and saved: no path, no device, nothing invisible, nothing that turns the reading direction. */
export function safeFileName(name: string | undefined, type: string): string {
  const last = (name ?? '').normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const clean = last
    .replace(/\s+/g, ' ')
    .replace(UNSEEN, '')
    .replace(FORBIDDEN, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .replace(DEVICE, '_$1')
  return clean === '' ? `attachment${extensionOf(type)}` : shorten(clean)
}

function shorten(name: string): string {
  const extension = /\.[\p{L}\p{N}]{1,10}$/u.exec(name)?.[0] ?? ''
  const letters = [...name.slice(0, name.length - extension.length)].slice(0, LONGEST - extension.length)
  while (Buffer.byteLength(letters.join('') + extension) > MOST_BYTES) letters.pop()
  return letters.join('').trimEnd() + extension
}

function extensionOf(type: string): string {
  return EXTENSIONS[type] ?? ''
}

const EXTENSIONS: Record<string, string> = {
  'application/pdf': '.pdf',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/gif': '.gif',
  'message/rfc822': '.eml',
  'text/calendar': '.ics',
  'text/plain': '.txt',
  'text/html': '.html',
}
