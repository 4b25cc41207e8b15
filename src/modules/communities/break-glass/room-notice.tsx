import { t } from '../../../platform/i18n.ts'
import type { Panel } from '../../../platform/module.ts'
import { Notice } from '../../../ui/notice.tsx'
import { currentShell } from '../../../ui/shell.ts'
import { timeInWords } from '../../../ui/time.tsx'
import { isMember } from '../viewer.ts'
import { type BreakGlass, listRecent } from './reads.ts'
import { openUntil, Reason } from './views.tsx'

/** The notice in the room: who can read it, why and until when; and for two weeks, who could. */
export const roomNotice: Panel = {
  on: 'community',
  order: 1,
  render: async (db, viewer, community_id) => {
    if (!isMember(viewer, community_id)) return null
    const recent = await listRecent(db, viewer, community_id)
    return recent.length > 0 ? recent.map((glass) => <One glass={glass} />) : null
  },
}

function One({ glass }: { glass: BreakGlass }) {
  const { reader, second, state, until, ended_at } = glass
  const named = { reader, second: second ?? '' }
  const isOpen = state === 'open'
  return (
    <Notice
      kind={isOpen ? 'warning' : 'info'}
      title={
        isOpen ? t('{reader} can read this room under break-glass', named) : t('{reader} could read this room', named)
      }
    >
      <p>
        {t('{reader} keeps the network and is no member. {second} has agreed.', named)}{' '}
        {until && isOpen && openUntil(until)}
        {!isOpen &&
          t('It ended on {end}.', {
            end: timeInWords(ended_at ?? until ?? glass.asked_at, currentShell().zone ?? 'UTC'),
          })}
      </p>
      <p>
        {t('Her reason')}: <Reason glass={glass} />
      </p>
      <p>
        <a href={`/break-glass/${glass.key}`}>{t('See which pages she reads')}</a>
      </p>
    </Notice>
  )
}
