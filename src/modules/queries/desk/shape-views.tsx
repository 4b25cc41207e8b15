import type { Problems, Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx'
import { Choices } from '../../../ui/choice.tsx'
import { Columns } from '../../../ui/columns.tsx'
import { Details } from '../../../ui/details.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { DateField, Field, Hidden, Select } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Page } from '../../../ui/page.tsx'
import { Prose } from '../../../ui/prose.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import type { Community } from '../../communities/index.ts'
import { kindName, kinds, type Query, queryPath } from '../query.ts'
import { attributions, urgencies } from './ask-views.tsx'
import type { Similar } from './similar.ts'

type Options = { topics: { id: number; name: string }[]; chosen: number[]; reply_by: string }
export type ShapeProps = Options & {
  community: Community
  query: Query
  asker: string
  similar: Similar[]
  said: { answer_text: string | null; version: number } | null
  claimedBy: string | null
  stale?: boolean
  /** Whether it can still end without going round; and what was wrong with the reason given. */
  mayEnd: boolean
  redirect?: Wrong
  decline?: Wrong
  problems?: Problems
  values?: Typed
}
type Wrong = { problems: Problems; typed: Typed }

/** The asker's own words stay in view on one side while the desk words the query on the other. */
export function ShapePage(props: ShapeProps) {
  const { community, query, claimedBy, stale } = props
  return (
    <Page
      title={t('Shape the query')}
      lead={query.title}
      crumbs={[
        { label: community.title, href: `/communities/${community.slug}` },
        { label: t('Desk'), href: `/communities/${community.slug}/desk` },
      ]}
      width="wide"
    >
      {stale && <StaleNotice {...props} />}
      {!stale && claimedBy && (
        <Notice>{t('{name} has worded it before; look whether it is done.', { name: claimedBy })}</Notice>
      )}
      <Columns
        firstLabel={t('In the words of the asker')}
        secondLabel={t('As it goes round')}
        first={<Words {...props} />}
        second={<Wording {...props} />}
      />
    </Page>
  )
}

function StaleNotice({ query }: ShapeProps) {
  return (
    <Notice kind="warning" title={t('Somebody else changed it meanwhile')}>
      {t('What you wrote stands in the form. The wording that was saved is: {title}', query)} {query.context}
    </Notice>
  )
}

function Words({ query, asker, said, similar, community, mayEnd, redirect, decline }: ShapeProps) {
  const path = queryPath(community, query)
  return (
    <>
      <h2>{t('{name} writes', { name: asker })}</h2>
      <div class="prose own-words" lang={query.language}>
        {query.asked_text.split(/\n{2,}/).map((paragraph) => (
          <p>{paragraph}</p>
        ))}
      </div>
      {said?.answer_text && (
        <Notice title={t('The asker wants it changed')}>
          <span class="own-words">{said.answer_text}</span>
        </Notice>
      )}
      <h2>{t('Answered before?')}</h2>
      {similar.length === 0 && <p class="soft">{t('The library holds nothing close.')}</p>}
      {similar.map((reply) => (
        <Form action={`${path}/archive-offer`} id={`offer-${reply.item_id}`} label={reply.title}>
          <a href={reply.href}>{reply.title}</a>
          <Hidden name="item_id" value={reply.item_id} />
          <Button kind="quiet">{t('Offer it to the asker')}</Button>
        </Form>
      ))}
      {mayEnd && (
        <Details summary={t('It should not go round')} open={Boolean(redirect ?? decline)}>
          <Form action={`${path}/redirection`} id="redirect" problems={redirect?.problems} values={redirect?.typed}>
            <TextArea name="reason" label={t('Which place answers it better?')} rows={3} />
            <Button kind="quiet">{t('Redirect')}</Button>
          </Form>
          <Form action={`${path}/refusal`} id="decline" problems={decline?.problems} values={decline?.typed}>
            <TextArea name="reason" label={t('Why not?')} hint={t('The asker reads this.')} rows={3} />
            <Button kind="danger">{t('Decline')}</Button>
          </Form>
        </Details>
      )}
    </>
  )
}

function Wording({ community, query, topics, chosen, reply_by, problems, values }: ShapeProps) {
  const [one, two, three] = query.sub_questions
  return (
    <Form action={`${queryPath(community, query)}/shape`} id="shape" problems={problems} values={values}>
      <Hidden name="version" value={query.version} />
      <Field name="title" label={t('Title, as a question')} value={query.title} />
      <Choices
        name="kinds"
        label={t('Kinds of answer wanted')}
        options={kinds.map((kind) => ({ value: kind, label: kindName(kind) }))}
        value={query.kinds}
        many
        inline
      />
      <TextArea
        name="context"
        label={t('Context')}
        value={query.context || query.asked_text}
        rows={7}
        words={150}
        lang={query.language}
      />
      <TextArea name="tried" label={t('What was tried')} value={query.tried} rows={3} optional />
      <fieldset class="choices">
        <legend class="label">{t('Questions, three at most')}</legend>
        <Field name="question_1" label={t('First question')} value={one} optional />
        <Field name="question_2" label={t('Second question')} value={two} optional />
        <Field name="question_3" label={t('Third question')} value={three} optional />
      </fieldset>
      <Field name="purpose" label={t('What the answers are for')} value={query.purpose} optional />
      <DateField name="decision_by" label={t('Decision by')} value={query.decision_by} optional />
      <DateField
        name="reply_by"
        label={t('Reply by')}
        value={query.reply_by ?? reply_by}
        hint={t('Ten working days, urgent three, long fifteen.')}
      />
      <Choices name="urgency" label={t('Urgency')} value={query.urgency} options={urgencies()} />
      <Choices
        name="attribution"
        label={t('How are the writers named?')}
        value={query.attribution}
        options={attributions()}
      />
      <Choices
        name="topics"
        label={t('Topics')}
        options={topics.map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen}
        many
        inline
        optional
      />
      <Select name="level" label={t('Level')} value={query.level} none={t('Not said')} options={levels()} optional />
      <Field name="place" label={t('Place')} value={query.place} optional />
      <TextArea name="note" label={t('A word to the asker')} rows={3} optional />
      <Actions>
        <Button>{t('Send it to the asker')}</Button>
      </Actions>
    </Form>
  )
}

function levels() {
  return [
    { value: 'local', label: t('local') },
    { value: 'national', label: t('national') },
    { value: 'regional', label: t('regional') },
    { value: 'global', label: t('global') },
  ]
}

type AgreementProps = {
  community: Community
  query: Query
  note: string
  wording: string
  /** Which wording she reads. */
  round: number
  /** Worded anew while she read. */
  stale?: boolean
  problems?: Problems
  values?: Typed
}

/** Her yes, or what should change: without it nothing goes round. */
export function AgreementPage({ community, query, note, wording, round, stale, problems, values }: AgreementProps) {
  return (
    <Page
      title={t('Shall we ask it like this?')}
      lead={t('It goes to {count, plural, one {one member} other {# members}} of {community} when you say OK.', {
        count: community.members,
        community: community.title,
      })}
      crumbs={[{ label: community.title, href: `/communities/${community.slug}` }]}
    >
      {stale && (
        <Notice kind="warning">{t('It has been worded anew since. Read the newest wording, and answer that.')}</Notice>
      )}
      {note && <blockquote>{note}</blockquote>}
      <h2 lang={query.language}>{query.title}</h2>
      <Prose html={wording} lang={query.language} />
      <Form action={`${queryPath(community, query)}/agreement`} id="agreement" problems={problems} values={values}>
        <Hidden name="round" value={round} />
        <TextArea
          name="words"
          label={t('What should change?')}
          hint={t('Leave it empty when it is right.')}
          rows={4}
          optional
        />
        <Actions>
          <Button name="answer" value="ok">
            {t('OK, ask it')}
          </Button>
          <Button name="answer" value="changes" kind="quiet">
            {t('Send my changes to the desk')}
          </Button>
        </Actions>
      </Form>
    </Page>
  )
}

type AskerProps = { community: Community; query: Query; problems?: Problems; values?: Typed }

export function WithdrawPage({ community, query, problems, values }: AskerProps) {
  return (
    <Page
      title={t('Withdraw the query')}
      lead={query.title}
      crumbs={[{ label: community.title, href: `/communities/${community.slug}` }]}
    >
      <p>{t('It takes no more responses, and those who have answered are told. Your words stay with you.')}</p>
      <Form action={`${queryPath(community, query)}/withdrawal`} id="withdraw" problems={problems} values={values}>
        <TextArea name="reason" label={t('Why, in a line')} rows={2} optional />
        <Actions>
          <Button kind="danger">{t('Withdraw')}</Button>
          <ButtonLink href={queryPath(community, query)}>{t('Keep it')}</ButtonLink>
        </Actions>
      </Form>
    </Page>
  )
}

type ArchiveProps = AskerProps & { item: { title: string; summary: string; href: string } | null }

export function ArchivePage({ community, query, item, problems }: ArchiveProps) {
  if (!item)
    return (
      <Page title={t('Does this answer it?')}>
        <Empty title={t('There is no reply to look at just now.')} />
      </Page>
    )
  return (
    <Page
      title={t('Does this answer it?')}
      lead={query.title}
      crumbs={[{ label: community.title, href: `/communities/${community.slug}` }]}
    >
      <h2>
        <a href={item.href}>{item.title}</a>
      </h2>
      <p>{item.summary}</p>
      <Form action={`${queryPath(community, query)}/archive`} id="archive" problems={problems}>
        <Actions>
          <Button name="answer" value="yes">
            {t('Yes, it does')}
          </Button>
          <Button name="answer" value="no" kind="quiet">
            {t('No, ask on')}
          </Button>
        </Actions>
      </Form>
    </Page>
  )
}
