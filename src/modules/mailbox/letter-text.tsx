/** The plain part of a letter as it would be set: paragraphs flow, headings are headings, addresses can be followed. */
export function LetterText({ text }: { text: string }) {
  const [body = '', ...footer] = text.trimEnd().split('\n-- \n')
  return (
    <div class="letter-text" dir="auto">
      {paragraphsOf(body).map((lines) => (
        <Paragraph lines={lines} />
      ))}
      {footer.length > 0 && (
        <footer class="letter-foot">
          {footer.map((part) => (
            <p>
              <Linked text={unwrap(part.split('\n')).join('\n')} />
            </p>
          ))}
        </footer>
      )}
    </div>
  )
}

function paragraphsOf(text: string): string[][] {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.split('\n'))
    .filter((lines) => lines.some((line) => line.trim()))
}

const RULE = /^-{3,}$/
const ITEM = /^[-*•] +/

function Paragraph({ lines }: { lines: string[] }) {
  if (lines.every((line) => RULE.test(line))) return <hr />
  if (RULE.test(lines.at(-1) ?? '')) return <p class="letter-heading">{lines.slice(0, -1).join(' ')}</p>
  const whole = unwrap(lines)
  if (whole.every((line) => ITEM.test(line))) return <Items items={whole.map((line) => line.replace(ITEM, ''))} />
  return (
    <p>
      <Linked text={whole.join('\n')} />
    </p>
  )
}

function Items({ items }: { items: string[] }) {
  return (
    <ul>
      {items.map((item) => (
        <li>
          <Linked text={item} />
        </li>
      ))}
    </ul>
  )
}

function Linked({ text }: { text: string }) {
  const parts = text.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/)
  return <>{parts.map((part, at) => (at % 2 === 0 ? part : <a href={part}>{part}</a>))}</>
}

const WIDTH = 76
const LABEL = /^\p{Lu}[^:]{0,23}: /u

/** Takes back the breaks that were only made because the line was full. */
function unwrap(lines: string[]): string[] {
  const whole: string[] = []
  lines.forEach((line, at) => {
    if (at > 0 && goesOn(lines[at - 1] ?? '', line)) whole.push(`${whole.pop()} ${line.trimStart()}`)
    else whole.push(line)
  })
  return whole
}

function goesOn(above: string, line: string): boolean {
  if (/^(?:[-*•>]|\d{1,3}[.)]) /.test(line) || (LABEL.test(line) && LABEL.test(above))) return false
  const [word = ''] = line.trimStart().split(' ')
  return word !== '' && widthOf(above) + 1 + widthOf(word) > WIDTH
}

/** Vowel signs and other marks stand on their letter and take no room of their own. */
function widthOf(text: string): number {
  return [...text.replace(/[\p{M}\p{Cf}]/gu, '')].length
}
