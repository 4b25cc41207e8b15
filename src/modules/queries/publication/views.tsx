import { longDate } from '../../../platform/dates.ts'
import type { Problems, Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Booklet } from '../../../ui/booklet.tsx'
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx'
import { type Check, Checklist } from '../../../ui/checklist.tsx'
import { DOT } from '../../../ui/dot.ts'
import { Field } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Page } from '../../../ui/page.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import type { Community } from '../../communities/index.ts'
import { DocumentChapters, type ItemDocument } from '../../library/index.ts'
import type { Draft } from '../compile/pieces.ts'
import { type Query, queryPath } from '../query.ts'

type Both = { community: Community; query: Query }
type Shown = Both & { document: ItemDocument; problems?: Problems; values?: Typed }

/** As it will stand, before anybody else sees it. */
export function PreviewPage({ community, query, document }: Shown) {
  const path = queryPath(community, query)
  return (
    <Page
      title={query.title}
      crumbs={crumbs(community, query)}
      meta={t('Not published yet')}
      actions={<ButtonLink href={`${path}/compile`}>{t('Back to the draft')}</ButtonLink>}
    >
      <Reply document={document} community={community} />
    </Page>
  )
}

function Reply({ document, community }: { document: ItemDocument; community: Community }) {
  return (
    <Booklet>
      <DocumentChapters document={document} community={community.title} />
    </Booklet>
  )
}

/** The asker's look: her two answers first, the reply below. */
export function ReviewPage({ community, query, draft, document, problems, values }: Shown & { draft: Draft }) {
  const path = queryPath(community, query)
  const date = draft.review_due_at ? longDate(draft.review_due_at, { zone: community.time_zone, year: false }) : ''
  return (
    <Page
      title={query.title}
      lead={t('You see the reply to your query before the others do.')}
      crumbs={crumbs(community, query)}
      meta={t('Without a word from you it is published after {date}.', { date })}
    >
      <Form action={`${path}/review`} problems={problems} values={values} label={t('Your look at the reply')}>
        <TextArea name="note" label={t('What should change')} rows={3} optional />
        <Actions>
          <Button name="answer" value="ok">
            {t('OK, publish it')}
          </Button>
          <Button name="answer" value="changes" kind="quiet">
            {t('Please change this first')}
          </Button>
        </Actions>
      </Form>
      <Reply document={document} community={community} />
    </Page>
  )
}

type AnsweredProps = Both & { draft: Draft; itemPath: string | null }

export function AnsweredPage({ community, query, draft, itemPath }: AnsweredProps) {
  return (
    <Page title={query.title} crumbs={crumbs(community, query)}>
      <p class="lead">{answerInWords(draft, itemPath !== null)}</p>
      {draft.review_answer === 'changes' && <p class="prose as-typed">{draft.review_note}</p>}
      {itemPath && (
        <Actions>
          <ButtonLink kind="primary" href={itemPath}>
            {t('Read the consolidated reply')}
          </ButtonLink>
        </Actions>
      )}
    </Page>
  )
}

function answerInWords({ review_answer }: Draft, published: boolean): string {
  if (published) return t('The reply is published.')
  if (review_answer === 'changes') return t('The coordinator has your words and works them in. You will see it again.')
  if (review_answer === 'silent') return t('The time for looking is over; it will be published soon.')
  if (review_answer === 'ok') return t('Thank you. It will be published soon.')
  return t('The coordinator has taken it back to change something. You will see it again.')
}

type PublicationProps = Shown & { draft: Draft | undefined; checks: Check[]; ready: boolean; itemPath: string | null }

/** The desk's last page: what the asker said, and one press. */
export function PublicationPage(props: PublicationProps) {
  const { community, query, document, checks, ready } = props
  return (
    <Page title={query.title} crumbs={crumbs(community, query)} meta={stateLine(props)}>
      {!ready && (
        <>
          <h2>{t('Before it can be published')}</h2>
          <Checklist checks={checks.filter(({ done }) => !done)} />
        </>
      )}
      {props.itemPath ? <Correction {...props} /> : <Publish {...props} />}
      <Reply document={document} community={community} />
    </Page>
  )
}

function stateLine({ query, draft, community }: PublicationProps): string {
  if (query.state === 'published') return t('Published')
  if (draft?.review_answer === 'ok') return t('The asker says OK')
  if (draft?.review_answer === 'silent') return t('The asker has not written; that is a yes')
  const date = draft?.review_due_at ? longDate(draft.review_due_at, { zone: community.time_zone, year: false }) : ''
  return t('With the asker until the end of {date}', { date })
}

function Publish({ community, query, draft, ready }: PublicationProps) {
  const path = queryPath(community, query)
  const looked = draft?.review_answer === 'ok' || draft?.review_answer === 'silent'
  return (
    <>
      {looked && ready && (
        <Form action={`${path}/publication`} id="publish">
          <p>
            {t(
              'It goes out by mail as each member has chosen, stands in the library for good, and those who answered are thanked. After 30 and 90 days the asker is asked what came of it.',
            )}
          </p>
          <Actions>
            <Button>{t('Publish')}</Button>
          </Actions>
        </Form>
      )}
      {!looked && <Notice>{t('You will have a letter when the asker has answered, or her time is over.')}</Notice>}
      <Form action={`${path}/publication/return`} class="plain" id="return">
        <Actions>
          <Button kind="quiet">{t('Take it back to change something')}</Button>
        </Actions>
      </Form>
    </>
  )
}

function Correction({ community, query, ready, itemPath, problems, values }: PublicationProps) {
  const path = queryPath(community, query)
  return (
    <>
      <p>
        <a href={itemPath ?? ''}>{t('As it stands now')}</a>
        {DOT}
        <a href={`${path}/compile`}>{t('Change the draft')}</a>
      </p>
      {ready && (
        <Form action={`${path}/publication/correction`} problems={problems} values={values} id="correction">
          <Field
            name="because"
            label={t('What was changed, and why')}
            hint={t('Stands on the page beside the date. The address stays; nobody is mailed again.')}
            maxlength={300}
          />
          <Actions>
            <Button>{t('Publish the corrected version')}</Button>
          </Actions>
        </Form>
      )}
    </>
  )
}

function crumbs(community: Community, query: Query) {
  return [
    { label: community.title, href: `/communities/${community.slug}` },
    { label: t('The query'), href: queryPath(community, query) },
  ]
}
