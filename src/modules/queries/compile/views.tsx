import { longDate } from '../../../platform/dates.ts'
import { t } from '../../../platform/i18n.ts'
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx'
import { Columns } from '../../../ui/columns.tsx'
import { DOT } from '../../../ui/dot.ts'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Page } from '../../../ui/page.tsx'
import type { Community } from '../../communities/index.ts'
import { type Query, queryPath } from '../query.ts'
import type { consolidationDue } from './due.ts'
import type { Conflict } from './editing.ts'
import { isBlank } from './pieces.ts'
import type { ReadDraft } from './reads.ts'
import { Skeleton } from './skeleton-view.tsx'
import { Sources } from './source-view.tsx'

type Due = Awaited<ReturnType<typeof consolidationDue>>
type Both = { community: Community; query: Query; due: Due }

export function StartPage({ community, query, count, due }: Both & { count: number }) {
  return (
    <Page title={t('Compile the reply')} lead={query.title} crumbs={crumbs(community, query)} meta={dueLine(due)}>
      <p class="prose">
        {t(
          '{count, plural, =0 {Nobody has answered.} one {One response is in.} other {# responses are in.}} The skeleton is laid out for you: a block for each place, the links and documents that were named, and replies that may be related. What they say together is yours to write.',
          { count },
        )}
      </p>
      <Form action={`${queryPath(community, query)}/compile/start`} class="plain">
        <Actions>
          <Button>{t('Lay out the skeleton')}</Button>
        </Actions>
      </Form>
    </Page>
  )
}

export type CompileProps = Both & ReadDraft & { conflicts: Conflict[] }

/** What came in on one side, what is made of it on the other: one form, so that no key press loses a word. */
export function CompilePage(props: CompileProps) {
  const { community, query, draft, conflicts } = props
  return (
    <Page
      title={t('Compile the reply')}
      lead={query.title}
      crumbs={crumbs(community, query)}
      meta={tally(props)}
      width="wide"
    >
      {conflicts.length > 0 && <Conflicts conflicts={conflicts} />}
      {draft?.review_answer === 'changes' && query.state === 'consolidating' && (
        <Notice kind="warning" title={t('The asker would like something changed')}>
          <p class="as-typed">{draft.review_note}</p>
        </Notice>
      )}
      <p class="small soft unprinted">
        {t('Keys: j and k go from paragraph to paragraph; the key before each place takes the paragraph over to it.')}
      </p>
      <BothSides {...props} />
      <Next {...props} />
    </Page>
  )
}

function tally({ responses, pieces, due }: CompileProps): string {
  const taken = new Set(pieces.flatMap((piece) => (isBlank(piece) ? [] : (piece.post_id ?? [])))).size
  return [
    t('{count, plural, one {one response} other {# responses}}', { count: responses.length }),
    t('{taken} of them used so far', { taken }),
    dueLine(due),
  ].join(DOT)
}

function BothSides(props: CompileProps) {
  const action = `${queryPath(props.community, props.query)}/compile`
  return (
    <Form action={action} id="draft" class="plain" byDefault={{ name: 'do', value: 'save' }}>
      <Columns
        hold
        firstLabel={t('Responses')}
        first={<Sources {...props} />}
        secondLabel={t('The consolidated reply')}
        second={<Skeleton {...props} />}
      />
    </Form>
  )
}

/** What is edited goes first: these two ways out take what has been saved. */
function Next({ query, community, ready }: CompileProps) {
  const path = queryPath(community, query)
  if (query.state === 'published')
    return (
      <Actions>
        <ButtonLink href={`${path}/publication`}>{t('Publish the corrected version')}</ButtonLink>
      </Actions>
    )
  return (
    <section id="next">
      <h2>{t('When it is ready')}</h2>
      <p>
        {t(
          'The asker sees it before the others do. She has two working days; her silence is a yes. Then it is published with one press.',
        )}
      </p>
      <Actions>
        <ButtonLink href={`${path}/preview`}>{t('See it as it will stand')}</ButtonLink>
      </Actions>
      {ready && (
        <Form action={`${path}/review/start`} class="plain" id="ask-asker">
          <Actions>
            <Button>{t('Show it to the asker')}</Button>
          </Actions>
        </Form>
      )}
    </section>
  )
}

function Conflicts({ conflicts }: { conflicts: Conflict[] }) {
  const gone = conflicts.filter(({ theirs }) => theirs === null)
  return (
    <Notice kind="warning" title={t('Somebody else changed the same passage meanwhile')}>
      <p>
        {t(
          'Everything else is saved. Below, your words stand in the field and theirs above it: put them together and save again.',
        )}
      </p>
      {gone.map(({ mine }) => (
        <p class="as-typed">
          {t('Taken out meanwhile; you had written: {words}', {
            words: Object.values(mine).filter(Boolean).join('\n'),
          })}
        </p>
      ))}
    </Notice>
  )
}

function dueLine(due: Due): string {
  if (!due) return ''
  const { due_on, age } = due
  return t('due on {date}, closed {age, plural, =0 {today} one {yesterday} other {# days ago}}', {
    date: longDate(due_on, { year: false }),
    age,
  })
}

function crumbs(community: Community, query: Query) {
  return [
    { label: community.title, href: `/communities/${community.slug}` },
    { label: t('Query'), href: queryPath(community, query) },
  ]
}
