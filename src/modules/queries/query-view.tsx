import { longDate } from '../../platform/dates.ts'
import { t } from '../../platform/i18n.ts'
import { audienceInWords } from '../../ui/audience.tsx'
import { Badge } from '../../ui/badge.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { Person } from '../../ui/person.tsx'
import { Stepper } from '../../ui/stepper.tsx'
import { Time } from '../../ui/time.tsx'
import type { Community } from '../communities/index.ts'
import { News, type ShownAuthor } from '../conversations/index.ts'
import { exits, stateName } from './moves.ts'
import { kindName, type Query, queryPath } from './query.ts'
import type { Failed } from './query-page.tsx'
import type { listThread } from './responses/reads.ts'
import { GatheringForms, ResponseForm, Responses } from './responses/views.tsx'

type May = Record<
  'respond' | 'add' | 'agree' | 'review' | 'withdraw' | 'shape' | 'nudge' | 'extend' | 'close' | 'compile',
  boolean
>

export type QueryPageProps = {
  community: Community
  query: Query
  asker: ShownAuthor
  isAsker: boolean
  onDesk: boolean
  topics: { key: string; name: string }[]
  posts: Awaited<ReturnType<typeof listThread>>
  /** It says what is new while it is open. */
  isLive: boolean
  itemPath: string | null
  /** She has asked for another wording, which the desk has not made yet. */
  changesAsked: boolean
  /** The desk asks her whether a reply of the library answers it. */
  offered: boolean
  /** Its place in the queue while it waits to go out. */
  waiting: { place: number; expected_at: Date | null } | null
  may: May
  failed?: Failed
}

export function QueryPage(props: QueryPageProps) {
  const { community, query, posts, may, failed } = props
  const [first] = posts
  const mayWrite = may.respond || may.add
  const wrong = failed && !failed.form ? { problems: failed.problems, values: failed.typed } : {}
  return (
    <Page
      title={query.title}
      crumbs={[
        { label: community.title, href: `/communities/${community.slug}` },
        { label: t('Queries'), href: `/communities/${community.slug}/queries` },
      ]}
      meta={<Meta {...props} />}
      aside={<Margin {...props} />}
      audience={audienceInWords({ ...community, community: community.title, attribution: query.attribution })}
      width="wide"
    >
      {failed?.refused && !mayWrite && <Unsent sentence={failed.refused} words={failed.typed.body} />}
      <NextStep {...props} />
      <Progress query={query} />
      <Wording query={query} />
      {query.posted_at && <Responses posts={posts} />}
      {props.isLive && first && <News thread_key={first.thread_key} posts={posts} />}
      {mayWrite && <ResponseForm community={community} query={query} {...wrong} asker={may.add} />}
    </Page>
  )
}

/** It came too late; her words are hers to keep. */
function Unsent({ sentence, words }: { sentence: string; words: unknown }) {
  return (
    <Notice kind="warning" title={sentence}>
      <p>{t('This is what you wrote; nothing was posted:')}</p>
      <p class="own-words">{String(words ?? '')}</p>
    </Notice>
  )
}

function Meta({ query, asker }: QueryPageProps) {
  return (
    <>
      {query.urgency === 'urgent' && <Badge tone="urgent">{t('urgent')}</Badge>}
      <span>{t('asked by {name}', { name: [asker.name, asker.line].filter(Boolean).join(', ') })}</span>
      {query.posted_at && <Time at={query.posted_at} show="day" />}
    </>
  )
}

/** What waits for this reader here, before all else. */
function NextStep(props: QueryPageProps) {
  const { community, query, may, waiting, changesAsked } = props
  const step = linkedStep(props)
  if (step) {
    return (
      <Notice kind={step.kind} title={step.title}>
        <a href={step.href}>{step.act}</a>
      </Notice>
    )
  }
  if (may.agree && changesAsked) return <Notice>{t('Your changes are with the desk.')}</Notice>
  if (waiting) return <Notice>{placeInQueue(waiting, community)}</Notice>
  if (!exits.includes(query.state)) return null
  return <Notice>{t('This query was {state}.', { state: stateName(query.state) })}</Notice>
}

type Step = { title: string; act: string; href: string; kind?: 'success' }

function linkedStep({ community, query, may, itemPath, changesAsked, offered, onDesk }: QueryPageProps): Step | null {
  const path = queryPath(community, query)
  if (itemPath)
    return {
      ...{ title: t('There is an answer'), kind: 'success' },
      ...{ act: t('Read the consolidated reply'), href: itemPath },
    }
  if (offered) return { title: t('Does this answer it?'), act: offer(), href: `${path}/archive` }
  if (may.agree && !changesAsked) return { title: t('Your yes is wanted'), act: agreement(), href: `${path}/agreement` }
  if (may.review)
    return {
      title: t('The reply is ready for your look'),
      ...{ act: t('Read it before the others do'), href: `${path}/review` },
    }
  if (onDesk && query.state === 'submitted')
    return { title: t('It waits on the desk'), act: t('Shape it with the asker'), href: `${path}/shape` }
  return null
}

const offer = () => t('The desk has found a reply that may answer it already')
const agreement = () => t('Read the wording and say yes, or what should change')

function placeInQueue({ place, expected_at }: NonNullable<QueryPageProps['waiting']>, { time_zone }: Community) {
  if (!expected_at) return t('Place {place} in the queue.', { place })
  const date = longDate(expected_at, { zone: time_zone, year: false })
  return t('Place {place} in the queue, expected out on {date}.', { place, date })
}

function Progress({ query }: { query: Query }) {
  const steps = [
    { label: t('Asked') },
    { label: t('Shaped') },
    {
      label: t('Gathering'),
      note: query.reply_by ? t('until {date}', { date: longDate(query.reply_by, { year: false }) }) : undefined,
    },
    { label: t('Compiled') },
    { label: t('Published') },
  ]
  const at = {
    draft: 0,
    submitted: 0,
    shaping: 1,
    parked: 1,
    queued: 1,
    gathering: 2,
    closed: 3,
    consolidating: 3,
    in_review: 3,
    published: 4,
    archived: 4,
  }
  const now = at[query.state as keyof typeof at]
  return now === undefined ? null : <Stepper label={t('Where it stands')} steps={steps} now={now} />
}

function Wording({ query }: { query: Query }) {
  const { context, tried, sub_questions, purpose, asked_text, posted_at, language } = query
  if (!posted_at && !context) return <p class="prose">{asked_text}</p>
  return (
    <section class="query-words" lang={language}>
      {context && <p>{context}</p>}
      {tried && <h2>{t('What was tried')}</h2>}
      {tried && <p>{tried}</p>}
      {sub_questions.length > 0 && (
        <ol>
          {sub_questions.map((question) => (
            <li>{question}</li>
          ))}
        </ol>
      )}
      {purpose && <h2>{t('What the answers are for')}</h2>}
      {purpose && <p>{purpose}</p>}
    </section>
  )
}

function Margin(props: QueryPageProps) {
  const { community, query, asker, may, isAsker, failed } = props
  return (
    <>
      <Person
        name={asker.name}
        place={asker.line || undefined}
        href={asker.href ?? undefined}
        note={isAsker ? t('This is your query.') : undefined}
      />
      <Facts facts={factsOf(props)} />
      <Ways {...props} />
      <GatheringForms
        {...{ community, query, mayExtend: may.extend, mayClose: may.close }}
        problems={failed?.form === 'extension' ? failed.problems : undefined}
      />
    </>
  )
}

function factsOf({ community, query, topics }: QueryPageProps) {
  const { kinds, due_at, decision_by, place } = query
  return [
    kinds.length > 0 && { label: t('Wanted'), value: kinds.map(kindName).join(', ') },
    due_at !== null && { label: t('Reply by'), value: <Time at={due_at} zone={community.time_zone} /> },
    decision_by !== null && { label: t('Decision by'), value: longDate(decision_by) },
    place !== null && place !== '' && { label: t('Place'), value: place },
    topics.length > 0 && { label: t('Topics'), value: topics.map(({ name }) => name).join(', ') },
  ]
}

function Ways({ community, query, may }: QueryPageProps) {
  const path = queryPath(community, query)
  return (
    <div class="stack">
      {may.shape && query.state !== 'queued' && <ButtonLink href={`${path}/shape`}>{t('Shape')}</ButtonLink>}
      {may.nudge && <ButtonLink href={`${path}/nudges`}>{t('Who may know')}</ButtonLink>}
      {may.compile && <ButtonLink href={`${path}/compile`}>{t('Compile the reply')}</ButtonLink>}
      {may.withdraw && <ButtonLink href={`${path}/withdrawal`}>{t('Withdraw the query')}</ButtonLink>}
    </div>
  )
}
