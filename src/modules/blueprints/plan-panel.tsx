import { z } from 'zod'
import type { Db } from '../../platform/db.ts'
import { pick, t } from '../../platform/i18n.ts'
import type { Panel } from '../../platform/module.ts'
import { Table } from '../../ui/table.tsx'
import { findPlanted } from './planted.ts'

const words = z.record(z.string(), z.string())
const line = z.object({ level: words, item: words, mode: z.string(), frequency: z.string() })
const section = z.object({ activity_plan: z.array(line).default([]) })

type Line = z.output<typeof line>

/** What happens how often, as it was planted; a module of gatherings will plan from it. */
export const planPanel: Panel = {
  on: 'network',
  render: async (db) => {
    const lines = await listPlan(db)
    return lines.length > 0 ? <Plan lines={lines} /> : null
  },
}

async function listPlan(db: Db): Promise<Line[]> {
  const planted = await findPlanted(db)
  return section.parse(planted?.document ?? {}).activity_plan
}

function Plan({ lines }: { lines: Line[] }) {
  return (
    <section>
      <h2>{t('What happens how often')}</h2>
      <Table
        caption={t('What happens how often')}
        hideCaption
        columns={[
          { label: t('What'), cell: ({ item }) => pick(item), heads: true },
          { label: t('For whom'), cell: ({ level }) => pick(level) },
          { label: t('How'), cell: ({ mode }) => modes[mode]?.() ?? mode },
          { label: t('How often'), cell: ({ frequency }) => frequencies[frequency]?.() ?? frequency },
        ]}
        rows={lines}
      />
    </section>
  )
}

const modes: Record<string, () => string> = {
  mail: () => t('by mail'),
  in_person: () => t('in person'),
  online: () => t('online'),
  hybrid: () => t('in person and online'),
}

const frequencies: Record<string, () => string> = {
  monthly: () => t('every month'),
  quarterly: () => t('every quarter'),
  year_round: () => t('all the year'),
  annual: () => t('once a year'),
}
