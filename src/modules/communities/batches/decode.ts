export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
type Decoded = { text: string; encoding: Encoding }

const marks: [Encoding, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** The text of a file as spreadsheets write it, marked or not; null where it is no text that can be told. */
export function decode(bytes: Uint8Array): Decoded | null {
  const marked = marks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))
  const guesses: Encoding[] = marked ? [marked[0]] : bytes.includes(0) ? [wideOf(bytes)] : ['utf-8', 'windows-1252']
  for (const encoding of guesses) {
    const text = tryDecode(bytes, encoding)
    if (text !== null && !hasControls(text)) return { text, encoding }
  }
  return null
}

/** Of commas and line ends, one of two bytes is nothing: which one tells the order. */
function wideOf(bytes: Uint8Array): Encoding {
  const nothing = [0, 0]
  bytes.subarray(0, 20_000).forEach((byte, at) => {
    if (byte === 0) nothing[at % 2] = (nothing[at % 2] ?? 0) + 1
  })
  return (nothing[1] ?? 0) >= (nothing[0] ?? 0) ? 'utf-16le' : 'utf-16be'
}

function tryDecode(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** No text has them: the bytes mean something else. */
function hasControls(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  return /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffd]/.test(text)
}

/** What Excel and others save when nobody asks for CSV. */
export function isSpreadsheet(bytes: Uint8Array): boolean {
  const [one, two, three] = bytes
  return (one === 0x50 && two === 0x4b && three === 0x03) || (one === 0xd0 && two === 0xcf && three === 0x11)
}
