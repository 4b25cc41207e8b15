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
    if (!person) return null
    const { thisYear, yearBefore } = await countCrossing(db)
    if (!isTold(thisYear)) return null
    return (
      <section>
        <h2>{t('Who answers whom')}</h2>
        <p>
          {t(
            'Of {responses} answers given by name in the last year, {organisations} went to somebody of another organisation, {places} to another state, {services} to another service.',
            thisYear,
          )}
        </p>
        {isTold(yearBefore) && (
          <p class="soft">
            {t(
              'In the year before, of {responses} answers, {organisations} went to another organisation, {places} to another state, {services} to another service.',
              yearBefore,
            )}
          </p>
        )}
      </section>
    )
  },
}

function isTold({ responses, people }: Crossing): boolean {
  return responses >= LEAST_RESPONSES && people >= LEAST_PEOPLE
}

/** Named responses to named queries of twelve months, where both sides say where they work (D0: counts, never people). */
export async function countCrossing(db: Db): Promise<{ thisYear: Crossing; yearBefore: Crossing }> {
  const { rows } = await sql<Crossing & { years: number }>`
    select years.ago as years, count(post.id)::int as responses, count(distinct one.id)::int as people,
      count(*) filter (where one.organisation <> other.organisation)::int as organisations,
      count(*) filter (where one.area_id <> other.area_id)::int as places,
      count(*) filter (where one.service_id <> other.service_id)::int as services
    from (values (0), (1)) years(ago)
    left join (response
      join post on post.id = response.post_id and post.state = 'distributed' and post.attribution = 'named'
      join query on query.id = response.query_id and query.attribution = 'named'
      join person one on one.id = post.author_id and one.state = 'active'
      join person other on other.id = query.asker_id and other.id <> one.id and other.state = 'active')
      on post.at > app_now() - (years.ago + 1) * interval '1 year' and post.at <= app_now() - years.ago * interval '1 year'
    group by years.ago order by years.ago`.execute(db)
  const [thisYear, yearBefore] = rows.map(({ years: _, ...crossing }) => crossing) as [Crossing, Crossing]
  return { thisYear, yearBefore }
}
