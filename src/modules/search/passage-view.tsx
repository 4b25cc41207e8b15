import { t } from '../../platform/i18n.ts'
import { MARK } from '../../platform/search.ts'
import type { Result } from './finders.ts'

/** The words of the passage, those that were asked for marked. */
export function Passage({ text, lang }: { text: string; lang: string }) {
  const [first = '', ...marked] = text.split(MARK.start)
  return (
    <p lang={lang} dir="auto">
      {first}
      {marked.map((part) => {
        const [word = '', rest = ''] = part.split(MARK.stop)
        return (
          <>
            <mark>{word}</mark>
            {rest}
          </>
        )
      })}
    </p>
  )
}

/** Where the words stand, so that nobody needs to guess why it is here. */
export function whyMatched({ inTitle, inName, inWords, file, passage }: Result, asked: string): string {
  const where = file ? t('In the attachment {file}', { file }) : whereIn({ inTitle, inName, inWords })
  return isOtherForm(passage, asked) ? t('{where}, in another form', { where }) : where
}

function whereIn({ inTitle, inName, inWords }: Pick<Result, 'inTitle' | 'inName' | 'inWords'>): string {
  if (inTitle && inWords) return t('In the title and the words')
  if (inTitle) return t('In the title')
  if (inName) return t('In the name of a file')
  return inWords ? t('In the words') : t('Partly in the title, partly in the words')
}

/** None of the marked words is spelt as it was asked: a plural, another case. */
function isOtherForm(passage: string, asked: string): boolean {
  const marked = [...passage.matchAll(new RegExp(`${MARK.start}(.*?)${MARK.stop}`, 'gs'))].map(([, word]) =>
    plain(word ?? ''),
  )
  const words = asked.split(/\s+/).map(plain)
  return marked.length > 0 && !marked.some((word) => words.includes(word))
}

const plain = (word: string) =>
  word
    .normalize('NFD')
    .replace(/[^\p{L}\p{Mc}\p{Nd}]/gu, '')
    .toLowerCase()
