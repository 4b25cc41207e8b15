/** Text as the typesetter can take it: no control characters, no halves of characters, no towers of marks. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/(?!\n)\p{Cc}|[\u202d\u202e\ufeff\ufff9-\ufffb]/gu, '')
    .replace(/[\p{Cs}\p{Co}\p{Cn}]/gu, '\ufffd')
    .replace(/(\p{M}{8})\p{M}+/gu, '$1')
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

/** Letters with their marks, joined letters whole; Intl.Segmenter knows more, and takes seconds for a word of 100 kB. */
function lettersOf(text: string): string[] {
  return (
    text.match(
      /[\s\S](?:[\p{M}\u200c\u200d]|(?<=[\u200d\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d])\S)*/gu,
    ) ?? []
  )
}

const longestWord = 28
const step = 10
