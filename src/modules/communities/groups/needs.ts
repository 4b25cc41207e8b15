import { type Db, type Id, sql } from '../../../platform/db.ts'
import { pick, t } from '../../../platform/i18n.ts'
import type { Need } from '../../../platform/module.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { lastLife } from './life.ts'

type Row = { slug: string; name: unknown; missed: boolean; ended: boolean; days: number }

/** A rhythm that was missed and a group whose day has come, for those who coordinate it. */
export async function listGroupNeeds(db: Db, _viewer: Viewer, coordinated: Id[]): Promise<Need[]> {
  if (coordinated.length === 0) return []
  const { rows } = await sql<Row>`
    select slug.slug, community.name, coalesce(rhythm_days, 0) as days,
      coalesce(coalesce(${lastLife(sql`community.id`)}, created_at) + rhythm_days * interval '1 day' < app_now(), false) as missed,
      coalesce(ends_on <= app_now()::date, false) as ended
    from community join slug on slug.community_id = community.id and slug.until is null
    where community.id = any(${coordinated}::bigint[]) and state in ('forming', 'active')
      and (rhythm_days is not null or ends_on is not null)`.execute(db)
  return rows.flatMap(needsOf)
}

function needsOf({ slug, name, missed, ended, days }: Row): Need[] {
  const named = { community: pick(name), days }
  const why = t('You look after {community}.', named)
  const quiet: Need = {
    text: t('{community} has been quiet for longer than its rhythm of {days} days', named),
    ...{ why, act: t('Ask or say something'), href: `/communities/${slug}`, weight: 40 },
  }
  const over: Need = {
    text: t('Is {community} still needed? Its end has come', named),
    ...{ why, act: t('Prolong or close'), href: `/communities/${slug}/review`, weight: 80 },
  }
  return [...(ended ? [over] : []), ...(missed ? [quiet] : [])]
}
