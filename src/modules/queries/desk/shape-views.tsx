import type { Problems, Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Actions, Button } from '../../../ui/button.tsx'
import { Choices } from '../../../ui/choice.tsx'
import { Columns } from '../../../ui/columns.tsx'
import { Details } from '../../../ui/details.tsx'
import { DateField, Field, Hidden, Select } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Page } from '../../../ui/page.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import type { Community } from '../../communities/index.ts'
import { kindName, kinds, type Query, queryPath } from '../query.ts'
import { attributions, urgencies } from './ask-views.tsx'
import type { Similar } from './similar.ts'

type Options = { topics: { id: number; name: string }[]; chosen: number[]; reply_by: string }
type ShapeProps = Options & {
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

function Words(props: ShapeProps) {
  const { query, asker, said, mayEnd } = props
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
      <ArchiveOffers {...props} />
      {mayEnd && <Exits {...props} />}
    </>
  )
}

function ArchiveOffers({ community, query, similar }: ShapeProps) {
  return (
    <>
      <h2>{t('Answered before?')}</h2>
      {similar.length === 0 && <p class="soft">{t('The library holds nothing close.')}</p>}
      {similar.map(({ item_id, title, href }) => (
        <Form action={`${queryPath(community, query)}/archive-offer`} id={`offer-${item_id}`} label={title}>
          <a href={href}>{title}</a>
          <Hidden name="item_id" value={item_id} />
          <Button kind="quiet">{t('Offer it to the asker')}</Button>
        </Form>
      ))}
    </>
  )
}

function Exits({ community, query, redirect, decline }: ShapeProps) {
  const path = queryPath(community, query)
  return (
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
  )
}

function Wording(props: ShapeProps) {
  const { community, query, problems, values } = props
  return (
    <Form action={`${queryPath(community, query)}/shape`} id="shape" problems={problems} values={values}>
      <Hidden name="version" value={query.version} />
      <Question query={query} />
      <Dates {...props} />
      <Choices
        name="attribution"
        label={t('How are the writers named?')}
        value={query.attribution}
        options={attributions()}
      />
      <About {...props} />
      <TextArea name="note" label={t('A word to the asker')} rows={3} optional />
      <Actions>
        <Button>{t('Send it to the asker')}</Button>
      </Actions>
    </Form>
  )
}

function Question({ query }: Pick<ShapeProps, 'query'>) {
  const { title, kinds: chosen, context, asked_text, language, tried } = query
  const options = kinds.map((kind) => ({ value: kind, label: kindName(kind) }))
  return (
    <>
      <Field name="title" label={t('Title, as a question')} value={title} />
      <Choices name="kinds" label={t('Kinds of answer wanted')} options={options} value={chosen} many inline />
      <TextArea
        name="context"
        label={t('Context')}
        value={context || asked_text}
        rows={7}
        words={150}
        lang={language}
      />
      <TextArea name="tried" label={t('What was tried')} value={tried} rows={3} optional />
      <SubQuestions query={query} />
      <Field name="purpose" label={t('What the answers are for')} value={query.purpose} optional />
    </>
  )
}

function SubQuestions({ query }: Pick<ShapeProps, 'query'>) {
  const [one, two, three] = query.sub_questions
  return (
    <fieldset class="choices">
      <legend class="label">{t('Questions, three at most')}</legend>
      <Field name="question_1" label={t('First question')} value={one} optional />
      <Field name="question_2" label={t('Second question')} value={two} optional />
      <Field name="question_3" label={t('Third question')} value={three} optional />
    </fieldset>
  )
}

function Dates({ query, reply_by }: ShapeProps) {
  return (
    <>
      <DateField name="decision_by" label={t('Decision by')} value={query.decision_by} optional />
      <DateField
        name="reply_by"
        label={t('Reply by')}
        value={query.reply_by ?? reply_by}
        hint={t('Ten working days, urgent three, long fifteen.')}
      />
      <Choices name="urgency" label={t('Urgency')} value={query.urgency} options={urgencies()} />
    </>
  )
}

function About({ query, topics, chosen }: ShapeProps) {
  const options = topics.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      <Choices name="topics" label={t('Topics')} options={options} value={chosen} many inline optional />
      <Select name="level" label={t('Level')} value={query.level} none={t('Not said')} options={levels()} optional />
      <Field name="place" label={t('Place')} value={query.place} optional />
    </>
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
