import { longDate } from '../../platform/dates.ts'
import { t } from '../../platform/i18n.ts'
import type { Panel } from '../../platform/module.ts'
import { DOT } from '../../ui/dot.ts'
import { Empty } from '../../ui/empty.tsx'
import { Entries, Entry } from '../../ui/entry.tsx'
import { findCommunityById, isMember } from '../communities/index.ts'
import { stateName } from './moves.ts'
import { listPosted, type Posted } from './reads.ts'

/** On a community's page: what is being asked just now. */
export const communityPanel: Panel = {
  on: 'community',
  order: 10,
  render: async (db, viewer, community_id) => {
    if (!isMember(viewer, community_id)) return null
    const { slug } = await findCommunityById(db, community_id)
    return (
      <QueryEntries
        title={t('Queries')}
        queries={await listPosted(db, viewer, { community_id, limit: 8 })}
        more={`/communities/${slug}/queries`}
      />
    )
  },
}

/** On Today: what the reader's communities are asking, newest first. */
export const todayPanel: Panel = {
  on: 'today',
  order: 10,
  render: async (db, viewer) => {
    const queries = await listPosted(db, viewer, { states: ['gathering'], limit: 8 })
    return queries.length > 0 ? <QueryEntries title={t('Being asked')} queries={queries} /> : null
  },
}

function QueryEntries({ title, queries, more }: { title: string; queries: Posted[]; more?: string }) {
  return (
    <section>
      <h2>{title}</h2>
      {queries.length === 0 && <Empty title={t('Nothing has been asked yet.')} />}
      <Entries label={title}>
        {queries.map((query) => (
          <QueryEntry query={query} />
        ))}
      </Entries>
      {more && queries.length > 0 && (
        <p>
          <a href={more}>{t('All queries')}</a>
        </p>
      )}
    </section>
  )
}

/** One line of a list of queries: state, title, how many answered, until when. */
export function QueryEntry({ query }: { query: Posted }) {
  const { path, title, state, responses, reply_by, language } = query
  const answers = t('{responses, plural, =0 {no response yet} one {one response} other {# responses}}', { responses })
  const until =
    state === 'gathering' && reply_by ? t('reply by {date}', { date: longDate(reply_by, { year: false }) }) : null
  return (
    <Entry
      title={title}
      href={path}
      over={stateName(state)}
      meta={[answers, until].filter(Boolean).join(DOT)}
      lang={language}
    />
  )
}
