import { type Db, sql } from '../../platform/db.ts'
import { t } from '../../platform/i18n.ts'
import type { Panel } from '../../platform/module.ts'

/** Fewer than this would tell of single people. */
const LEAST_RESPONSES = 20
const LEAST_PEOPLE = 5

export type Crossing = { responses: number; people: number; organisations: number; places: number; services: number }

/** How often, in a year, an answer crossed from one organisation, place or service to another; for members. */
export const crossingPanel: Panel = {
  on: 'network',
  render: async (db, { person }) => {
    const crossing = person && (await countCrossing(db))
    if (!crossing || crossing.responses < LEAST_RESPONSES || crossing.people < LEAST_PEOPLE) return null
    return (
      <section>
        <h2>{t('Who answers whom')}</h2>
        <p>
          {t(
            'Of {responses} answers given by name in the last year, {organisations} went to somebody of another organisation, {places} to another state, {services} to another service.',
            crossing,
          )}
        </p>
      </section>
    )
  },
}

/** Named responses to named queries of twelve months, where both sides say where they work (D0: counts, never people). */
export async function countCrossing(db: Db): Promise<Crossing> {
  const { rows } = await sql<Crossing>`
    select count(*)::int as responses, count(distinct one.id)::int as people,
      count(*) filter (where one.organisation <> other.organisation)::int as organisations,
      count(*) filter (where one.area_id <> other.area_id)::int as places,
      count(*) filter (where one.service_id <> other.service_id)::int as services
    from response join post on post.id = response.post_id and post.state = 'distributed' and post.attribution = 'named'
    join query on query.id = response.query_id and query.attribution = 'named'
    join person one on one.id = post.author_id and one.state = 'active'
    join person other on other.id = query.asker_id and other.id <> one.id and other.state = 'active'
    where post.at > app_now() - interval '1 year'`.execute(db)
  return rows[0] as Crossing
}
