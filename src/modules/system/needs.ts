import { longDate } from '../../platform/dates.ts'
import type { Db } from '../../platform/db.ts'
import { t } from '../../platform/i18n.ts'
import type { Need } from '../../platform/module.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { may } from './policy.ts'
import { type Counts, countTroubles, freeShare } from './reads.ts'
import { findSafety, type Safety } from './safety.ts'

const LITTLE = 0.1

/** What whoever keeps the instance has to look at. */
export async function listSystemNeeds(db: Db, viewer: Viewer): Promise<Need[]> {
  if (!may.keep(viewer)) return []
  const all = [...ofSafety(await findSafety(db)), ...ofTroubles(await countTroubles(db), await freeShare())]
  return all
    .filter(({ holds }) => holds)
    .map(({ holds: _, ...line }) => ({
      ...line,
      why: t('You keep the instance.'),
      href: '/network/system',
    }))
}

type Line = Pick<Need, 'text' | 'act' | 'weight'> & { holds: boolean }

function ofSafety({ rests, backup_at, overdue }: Safety): Line[] {
  return [
    {
      holds: rests,
      text: t('This instance was restored and sends nothing yet'),
      act: t('Let it send'),
      weight: 100,
    },
    {
      holds: overdue,
      text: backup_at
        ? t('The last backup was made on {day}', { day: longDate(backup_at) })
        : t('No backup has been made so far'),
      act: t('See the last backup'),
      weight: 20,
    },
  ]
}

function ofTroubles({ keeper, stuck, jobs, clocks, unreached }: Counts, free: number | null): Line[] {
  const given = jobs + clocks
  return [
    { holds: free !== null && free < LITTLE, text: t('The disk is nearly full'), act: t('Make room'), weight: 100 },
    {
      holds: given > 0,
      text: t('{count, plural, one {One piece of work} other {# pieces of work}} given up', { count: given }),
      act: t('See which'),
      weight: 80,
    },
    {
      holds: stuck > 0,
      text: t('{count, plural, one {One mail is} other {# mails are}} stuck', { count: stuck }),
      act: t('Try again'),
      weight: 80,
    },
    {
      holds: keeper > 0,
      text: t('{count, plural, one {One mail} other {# mails}} to postmaster or abuse', { count: keeper }),
      act: t('Read'),
      weight: 60,
    },
    {
      holds: unreached > 0,
      text: t('{count, plural, one {One person is} other {# people are}} reached by no mail', { count: unreached }),
      act: t('See the counts'),
      weight: 20,
    },
  ]
}
