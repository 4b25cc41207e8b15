/** Text as the typesetter can take it: no control characters, no halves of characters. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(controls, '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
}

/** On one line. */
export function oneLine(text: string): string {
  return clean(text).replace(/\s+/g, ' ').trim()
}

/** At most so many characters, ended at a word where there is one. */
export function cut(text: string, length: number): string {
  const letters = lettersOf(oneLine(text))
  if (letters.length <= length) return letters.join('')

  const start = letters.slice(0, length).join('')
  return `${start.replace(/\s+\S{0,20}$/, '')}…`
}

/** The text in parts between which a line may end: long addresses and endless words must not leave the page. */
export function parts(text: string): string[] {
  const joined: string[] = ['']
  for (const word of text.split(/(\s+)/)) {
    const [first = '', ...rest] = word.length > longestWord ? breakUp(word) : [word]
    joined.push(`${joined.pop()}${first}`, ...rest)
  }
  return joined
}

function breakUp(word: string): string[] {
  const between = /(?<=[/.?&=_#%:@,;|-])(?=[^/.?&=_#%:@,;|-])/u
  return word.split(between).flatMap((part) => (part.length > longestWord ? inSteps(part) : [part]))
}

function inSteps(word: string): string[] {
  const letters = lettersOf(word)
  const steps = Math.ceil(letters.length / step)
  return Array.from({ length: steps }, (_, n) => letters.slice(n * step, (n + 1) * step).join(''))
}

function lettersOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const longestWord = 28
const step = 10
const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufdd0-\ufdef\ufeff\ufff9-\uffff]/g
