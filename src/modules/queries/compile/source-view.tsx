import { t } from '../../../platform/i18n.ts'
import { Button } from '../../../ui/button.tsx'
import { Passage, Source } from '../../../ui/compile.tsx'
import { DOT } from '../../../ui/dot.ts'
import { Empty } from '../../../ui/empty.tsx'
import { Person } from '../../../ui/person.tsx'
import type { Response } from '../responses/reads.ts'
import { isByName } from './guard.ts'
import { passagesOf, takenOf, targetsOf } from './passages.ts'
import { type Piece, type Theme, themesOf } from './pieces.ts'
import type { CompileProps } from './views.tsx'

/** The responses in their order, each cut into the paragraphs that can be taken over. */
export function Sources({ responses, pieces }: CompileProps) {
  const themes = themesOf(pieces)
  return (
    <>
      <h2>{t('Responses')}</h2>
      {responses.length === 0 && <Empty title={t('Nobody has answered.')} />}
      {responses.map((response) => (
        <OneSource response={response} pieces={pieces} themes={themes} />
      ))}
    </>
  )
}

type OneProps = { response: Response; pieces: Piece[]; themes: Theme[] }

function OneSource({ response, pieces, themes }: OneProps) {
  const { language, response: row } = response
  const { number, additional } = row
  const targets = targetsOf(themes, { mayContact: isByName(response) })
  return (
    <Source
      id={`source-${number}`}
      number={number}
      author={<Writer response={response} />}
      wish={[wishInWords(response), additional && t('after publication')].filter(Boolean).join(DOT)}
      guarded={!isByName(response)}
    >
      {passagesOf(response).map((passage) => (
        <Passage
          id={passage.id}
          html={passage.html}
          lang={language}
          targets={targets}
          taken={takenOf(passage, pieces, themes)}
        />
      ))}
      {row.quote_wish !== 'no' && (
        <Button kind="text" name="do" value={`full:${number}`} label={t('Shorten response {number}', { number })}>
          {t('Shorten')}
        </Button>
      )}
    </Source>
  )
}

function Writer({ response: { author, response } }: { response: Response }) {
  const { place } = response
  const where = [author.line, place && !author.line.includes(place) ? place : ''].filter(Boolean).join(DOT)
  return <Person name={author.name} place={where || undefined} size="small" />
}

function wishInWords({ attribution, response: { quote_wish } }: Response): string {
  if (quote_wish === 'no') return t('Not to be quoted')
  if (attribution === 'unattributed' || attribution === 'closed') return t('Without any name')
  return quote_wish === 'organisation' || attribution === 'organisation' ? t('Organisation only') : t('By name')
}
