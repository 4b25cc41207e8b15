import { t } from '../../../platform/i18n.ts'
import { Button } from '../../../ui/button.tsx'
import { Hidden } from '../../../ui/field.tsx'
import { DraftBox, DraftField, DraftLine, DraftSelect } from '../../../ui/piece.tsx'
import { resourceKindName, resourceKinds } from '../../library/index.ts'
import type { Response } from '../responses/reads.ts'
import { passageId, targetsOf } from './passages.ts'
import { contentOf, digestOf, isEdited, type Piece, sectionNames, themesOf } from './pieces.ts'
import type { CompileProps } from './views.tsx'

/** One piece of the draft: its words in fields, where they came from, and what stands in their way. */
export function PieceView({ piece, ...props }: CompileProps & { piece: Piece }) {
  const { key, section, version, post_id } = piece
  const own = contentOf(piece)
  const conflict = props.conflicts.find((one) => one.key === key)
  const source = props.responses.find(({ id }) => id === post_id)
  const reasons = props.offences.filter((one) => one.key === key).map(({ reason }) => reason)
  return (
    <DraftBox
      id={`piece-${key}`}
      blocked={reasons.length > 0 ? reasons.join(' ') : undefined}
      theirs={
        conflict?.theirs
          ? { by: conflict.by, words: Object.values(conflict.theirs).filter(Boolean).join('\n') }
          : undefined
      }
      source={source && sourceOf(source, piece)}
      edited={isEdited(piece)}
      actions={<PieceActions piece={piece} {...props} />}
    >
      <Hidden name={`seen-${key}`} value={`${version}.${section}.${digestOf(own)}`} />
      <Fields piece={piece} content={conflict?.mine ?? own} lang={source?.language ?? props.query.language} />
    </DraftBox>
  )
}

function sourceOf({ author, response: { number } }: Response, { paragraph }: Piece) {
  const href = paragraph === null ? `#source-${number}` : `#${passageId(number, paragraph)}`
  return { number, href, words: author.name }
}

type FieldsProps = { piece: Piece; content: Record<string, string>; lang: string }

function Fields(props: FieldsProps) {
  const { section } = props.piece
  if (section === 'experience') return <ExperienceFields {...props} />
  if (section === 'resource') return <ResourceFields {...props} />
  if (section === 'contact') return <ContactFields {...props} />
  return <DraftField {...field(props, 'text')} label={sectionNames[section]()} />
}

function field({ piece: { key }, content, lang }: FieldsProps, name: string) {
  return { name: `${name}-${key}`, value: content[name] ?? '', lang }
}

function ExperienceFields(props: FieldsProps) {
  return (
    <>
      <DraftLine {...field(props, 'place')} label={t('Place')} />
      <DraftLine {...field(props, 'heading')} label={t('Title')} />
      <DraftLine {...field(props, 'who_when')} label={t('Who and when')} />
      <DraftField {...field(props, 'text')} label={t('What was done')} shown />
      <DraftField {...field(props, 'result')} label={t('What came of it')} shown />
    </>
  )
}

function ResourceFields(props: FieldsProps) {
  const options = resourceKinds.map((kind) => ({ value: kind, label: resourceKindName(kind) }))
  return (
    <>
      <DraftLine {...field(props, 'heading')} label={t('Title')} />
      <DraftSelect {...field(props, 'kind')} label={t('Kind')} options={options} />
      <DraftLine {...field(props, 'url')} label={t('Address')} />
      <DraftField {...field(props, 'text')} label={t('In one line: why')} shown />
    </>
  )
}

function ContactFields(props: FieldsProps) {
  return (
    <>
      <DraftField {...field(props, 'text')} label={t('Can be asked about')} shown />
      <label class="draft-consent">
        <input
          type="checkbox"
          name={`consent-${props.piece.key}`}
          value="yes"
          checked={props.content.consent === 'yes'}
        />{' '}
        {t('Has agreed to stand here')}
      </label>
    </>
  )
}

function PieceActions({ piece: { key, section }, pieces }: CompileProps & { piece: Piece }) {
  const targets = targetsOf(themesOf(pieces), { mayContact: false }).filter(({ value }) => value !== 'result')
  return (
    <>
      {section !== 'text' && (
        <DraftSelect
          name={`to-${key}`}
          label={t('Move to')}
          none={t('Move to …')}
          options={targets.map(({ value, label }) => ({ value, label }))}
          bare
        />
      )}
      <Button kind="text" name="do" value={`up:${key}`} shortcut="u">
        {t('Up')}
      </Button>
      <Button kind="text" name="do" value={`down:${key}`} shortcut="b">
        {t('Down')}
      </Button>
      <Button kind="text" name="do" value={`remove:${key}`} shortcut="x">
        {t('Take out')}
      </Button>
    </>
  )
}
