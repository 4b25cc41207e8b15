import type { Db } from '../../platform/db.ts'
import { t } from '../../platform/i18n.ts'
import type { Need } from '../../platform/module.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { may } from './policy.ts'
import { type Counts, countTroubles, freeShare } from './reads.ts'

const LITTLE = 0.1

/** What whoever keeps the instance has to look at. */
export async function listSystemNeeds(db: Db, viewer: Viewer): Promise<Need[]> {
  if (!may.keep(viewer)) return []
  return lines(await countTroubles(db), await freeShare()).map((line) => ({
    ...line,
    why: t('You keep the instance.'),
    href: '/network/system',
  }))
}

function lines({ keeper, stuck, jobs, clocks, unreached }: Counts, free: number | null) {
  const given = jobs + clocks
  const all: (Pick<Need, 'text' | 'act' | 'weight'> & { holds: boolean })[] = [
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
  return all.filter(({ holds }) => holds).map(({ holds: _, ...line }) => line)
}
