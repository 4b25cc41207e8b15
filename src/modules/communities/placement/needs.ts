import { type Db, sql } from '../../../platform/db.ts'
import { pick, t } from '../../../platform/i18n.ts'
import type { Need } from '../../../platform/module.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { listMap } from '../regions/reads.ts'
import { isAdministrator, listCoordinated } from '../viewer.ts'
import { countUnclear, listDutiesLeft } from './moves.ts'
import { describeMove, findOpenTransfer } from './reads.ts'
import { questionOf, reasonOf, rolesInWords } from './words.ts'

/** Her own move; for the administrator what the map leaves open; for coordinators who has gone. */
export async function listPlacementNeeds(db: Db, viewer: Viewer): Promise<Need[]> {
  if (!viewer.person) return []
  return [
    ...(await ownMove(db, viewer)),
    ...(isAdministrator(viewer) ? [...(await openMap(db)), ...(await dutiesLeft(db))] : []),
    ...(await movedAway(db, viewer)),
  ]
}

async function ownMove(db: Db, viewer: Viewer): Promise<Need[]> {
  const transfer = await findOpenTransfer(db, viewer)
  if (!transfer) return []
  const move = await describeMove(db, transfer)
  const text = questionOf(move)
  return [{ text, why: reasonOf(move), act: t('Answer yes or no'), href: '/me/transfer', weight: 80 }]
}

async function openMap(db: Db): Promise<Need[]> {
  const left = (await listMap(db)).filter(({ region, next }) => !region && !next)
  const people = await countUnclear(db)
  if (left.length === 0 && people === 0) return []
  const text =
    left.length === 1
      ? t('{area} belongs to no region.', { area: left[0]?.name })
      : t('{count, plural, one {One area belongs} other {# areas belong}} to no region.', { count: left.length })
  const why =
    people > 0
      ? t('{count, plural, one {One member works} other {# members work}} where there is no region yet.', {
          count: people,
        })
      : t('Whoever is posted there cannot be placed.')
  return [{ text, why, act: t('Choose its region'), href: '/network/regions', weight: 60 }]
}

async function dutiesLeft(db: Db): Promise<Need[]> {
  return (await listDutiesLeft(db)).map(({ name, community, role }) => ({
    text: t('{community} needs another {role}: {name} moves', { community, name, role: rolesInWords([role]) }),
    why: t('Whoever moves leaves the duties in the old region behind.'),
    act: t('Look at the moves'),
    href: '/network/transfers',
    weight: 60,
  }))
}

/** Good to know for a week; whoever comes is greeted as every newcomer. */
async function movedAway(db: Db, viewer: Viewer): Promise<Need[]> {
  const coordinated = listCoordinated(viewer)
  if (coordinated.length === 0) return []
  const { rows } = await sql<{ name: string; to: unknown; slug: string }>`
    select person.name, community.name as "to", slug.slug
    from transfer join person on person.id = transfer.person_id join community on community.id = to_id
      join slug on slug.community_id = from_id and slug.until is null
    where answer = 'yes' and answered_at > app_now() - interval '7 days' and from_id <> to_id
      and from_id = any(${coordinated}::bigint[]) and not exists (select from membership
        where person_id = person.id and community_id = from_id and state = 'member')
    order by transfer.id desc limit 3`.execute(db)
  return rows.map(({ name, to, slug }) => ({
    text: t('{name} has moved to {region}', { name, region: pick(to) }),
    why: t('You coordinate the region that was left; the new one greets.'),
    act: t('Look at who is there'),
    href: `/communities/${slug}/members`,
    weight: 20,
  }))
}
