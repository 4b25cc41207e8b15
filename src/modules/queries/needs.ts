import { type Db, sql } from '../../platform/db.ts'
import { pick, t } from '../../platform/i18n.ts'
import type { Need } from '../../platform/module.ts'
import type { QueryState } from '../../platform/tables.gen.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { listDesks } from '../communities/index.ts'
import { deskDue, deskSince } from './desk/reads.ts'
import { visibleTo } from './query.ts'

type Row = {
  key: string
  slug: string
  name: unknown
  title: string
  state: QueryState
  /** Until when it can be answered, or the desk has promised its next step. */
  due: Date | null
  since: Date | null
  mine: boolean
  desk: boolean
  /** She was asked by name, or it is in her topics; she has not answered. */
  named: boolean
  waits: boolean
  is_near: boolean | null
  responses: number
  /** What the asker said to the newest wording. */
  answer: 'ok' | 'changes' | null
}

/** What waits for this person: her own yes, the desk's next step, a query for her. One question for all. */
export async function listQueryNeeds(db: Db, viewer: Viewer): Promise<Need[]> {
  const { person, memberships } = viewer
  if (!person) return []
  const communities = memberships.map(({ community_id }) => community_id)
  const { rows } = await sql<Row>`
    select query.key, slug.slug, community.name, query.title, query.state, query.asker_id = ${person.id} as mine, shape.answer,
      query.community_id = any(${listDesks(viewer)}::bigint[]) as desk, ${deskSince} as since, ${deskDue} as due,
      ${deskDue} < app_now() + interval '36 hours' as is_near,
      ${isForHer(person.id)} and exists (select from nudge
        where nudge.query_id = query.id and nudge.person_id = ${person.id} and nudge.state <> 'struck') as named,
      ${isForHer(person.id)} and exists (select from query_topic join declared_topic using (topic_id)
        where query_topic.query_id = query.id and declared_topic.person_id = ${person.id}) as waits,
      case when query.state = 'closed' then (select count(*)::int from response where query_id = query.id) else 0 end as responses
    from query join community on community.id = query.community_id join calendar on calendar.id = community.calendar_id
    join slug on slug.community_id = query.community_id and slug.until is null
    left join lateral (select * from query_shape where query_id = query.id order by version desc limit 1) shape on true
    where query.community_id = any(${communities}::bigint[]) and ${visibleTo(viewer)}
      and query.state in ('submitted', 'shaping', 'parked', 'gathering', 'closed', 'consolidating', 'in_review')
    order by query.id`.execute(db)
  return rows.flatMap((row) => needOf(row) ?? [])
}

function isForHer(person_id: number) {
  return sql`query.state = 'gathering' and query.asker_id <> ${person_id} and query.due_at > app_now()
    and not exists (select from response join post on post.id = post_id where query_id = query.id and author_id = ${person_id})`
}

function needOf(row: Row): Need | undefined {
  if (row.mine) return needOfAsker(row)
  return (row.desk ? needOfDesk(row) : undefined) ?? needOfMember(row)
}

function needOfAsker(row: Row): Need | undefined {
  const { title, state } = row
  const withAsker = (state === 'shaping' || state === 'parked') && row.answer !== 'changes'
  if (withAsker)
    return {
      text: t('Your yes is wanted: {title}', { title }),
      why: t('You asked it, and it goes to the members with your yes.'),
      act: t('Read the wording'),
      href: `${pathOf(row)}/agreement`,
      weight: 100,
    }
  if (state !== 'in_review') return row.desk ? needOfDesk(row) : undefined
  return {
    text: t('Have a last look at your reply: {title}', { title }),
    why: t('You asked, and the reply is published after your look.'),
    act: t('Read the reply'),
    href: `${pathOf(row)}/review`,
    weight: 100,
  }
}

type Duty = Pick<Need, 'text' | 'why' | 'act' | 'href'> & { weight?: number }

/** The duties of the desk; what has been promised for soon goes first. */
function needOfDesk(row: Row): Need | undefined {
  const { title, state, since, due } = row
  const soon = row.is_near ? 80 : 60
  const own = (need: Duty): Need => ({ weight: soon, since, due, ...need, href: pathOf(row) + need.href })
  const why = t('You work the desk of {community}, and the asker waits.', { community: pick(row.name) })
  const shapeIt = { why, act: t('Shape it'), href: '/shape' }
  if (state === 'submitted') return own({ text: t('To shape: {title}', { title }), ...shapeIt })
  if (row.answer === 'changes' && (state === 'shaping' || state === 'parked'))
    return own({ text: t('To shape again: {title}', { title }), ...shapeIt })
  if (state === 'parked') {
    const text = t('Parked, its asker is silent: {title}', { title })
    return own({ text, why: deskOf(row), act: t('Look at it'), href: '', weight: 20 })
  }
  if (state === 'closed') {
    const text = t('To compile: {title}', { title })
    return own({ text, why: responsesOf(row), act: t('Begin the reply'), href: '/compile' })
  }
  if (state === 'consolidating') {
    const text = t('Being compiled: {title}', { title })
    return own({ text, why: deskOf(row), act: t('Go on'), href: '/compile' })
  }
  return undefined
}

function deskOf({ name }: Row): string {
  return t('You work the desk of {community}.', { community: pick(name) })
}

function responsesOf({ responses }: Row): string {
  return t(
    'Its time is over, and {responses, plural, =0 {nobody has responded} one {one response waits} other {# responses wait}} for a reply.',
    { responses },
  )
}

/** Being asked by name is a person who waits; a query in her topics is a kindness until its date is near. */
function needOfMember(row: Row): Need | undefined {
  if (!row.named && !row.waits) return undefined
  const { title, due } = row
  return {
    text: row.named ? t('You are asked by name: {title}', { title }) : t('A query in your topics: {title}', { title }),
    why: row.named
      ? t('The desk of {community} thought of you.', { community: pick(row.name) })
      : t('You said that you can be asked about this.'),
    act: t('Answer'),
    href: pathOf(row),
    due,
    weight: row.named ? 100 : row.is_near ? 80 : 40,
  }
}

function pathOf({ slug, key }: Row): string {
  return `/communities/${slug}/queries/${key}`
}
