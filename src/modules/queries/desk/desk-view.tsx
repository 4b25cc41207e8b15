import { shortDate } from '../../../platform/dates.ts'
import { t } from '../../../platform/i18n.ts'
import { Badge } from '../../../ui/badge.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { DOT } from '../../../ui/dot.ts'
import { Empty } from '../../../ui/empty.tsx'
import { Entries, Entry } from '../../../ui/entry.tsx'
import { Page } from '../../../ui/page.tsx'
import type { Community } from '../../communities/index.ts'
import type { Waiting } from './posting.ts'
import type { DeskRow } from './reads.ts'

type Props = {
  community: Community
  rows: DeskRow[]
  queue: Waiting[]
  held: number
  /** Held mail is for coordinators to settle. */
  mayModerate: boolean
}

/** What waits, by age, each with its next step. */
export function DeskPage({ community, rows, queue, held, mayModerate }: Props) {
  const groups = groupsOf(rows)
  const path = `/communities/${community.slug}`
  return (
    <Page
      title={t('Desk')}
      lead={load(rows.length, held)}
      crumbs={[{ label: community.title, href: path }]}
      actions={held > 0 && mayModerate && <ButtonLink href={`${path}/held`}>{t('Look at held mail')}</ButtonLink>}
    >
      {groups.length === 0 && (
        <Empty title={t('The desk is clear.')}>{t('New questions come here, and you get a mail.')}</Empty>
      )}
      {groups.map(([title, group]) => (
        <section>
          <h2>{title}</h2>
          <Entries label={title}>
            {group.map((row) => (
              <DeskEntry community={community} row={row} queue={queue} />
            ))}
          </Entries>
        </section>
      ))}
    </Page>
  )
}

/** By what is to be done next; a group with nothing in it is left out. */
function groupsOf(rows: DeskRow[]): [string, DeskRow[]][] {
  const having = (...states: DeskRow['state'][]) => rows.filter((row) => states.includes(row.state))
  const agreed = (row: DeskRow) => !wantsChanges(row)
  const groups: [string, DeskRow[]][] = [
    [t('To shape'), rows.filter((row) => row.state === 'submitted' || wantsChanges(row))],
    [t('To compile'), having('closed', 'consolidating')],
    [t('Gathering responses'), having('gathering')],
    [t('Waiting for the asker'), having('in_review', 'shaping').filter(agreed)],
    [t('Parked'), having('parked').filter(agreed)],
    [t('Waiting to go out'), having('queued')],
  ]
  return groups.filter(([, group]) => group.length > 0)
}

/** Her last word was not a yes: it is the desk's turn again. */
function wantsChanges({ state, answer }: DeskRow): boolean {
  return (state === 'shaping' || state === 'parked') && answer === 'changes'
}

/** How much the desk carries, so that a burden is seen before it is too much. */
function load(queries: number, held: number): string {
  const open = t('{queries, plural, =0 {No open query} one {One open query} other {# open queries}}', { queries })
  if (held === 0) return t('{open}.', { open })
  return t('{open}, {held, plural, one {one mail held} other {# mails held}}.', { open, held })
}

function DeskEntry({ community, row, queue }: { community: Community; row: DeskRow; queue: Waiting[] }) {
  const path = `/communities/${community.slug}/queries/${row.key}`
  const place = queue.find(({ id }) => id === row.id)
  return (
    <Entry
      title={row.title}
      href={path + stepOf(row)}
      over={row.urgency === 'urgent' ? <Badge tone="urgent">{t('urgent')}</Badge> : undefined}
      meta={metaOf(row, place?.expected_at ?? null)}
      end={
        row.state === 'gathering' || row.state === 'closed'
          ? t('{responses, plural, =0 {no response} one {one response} other {# responses}}', row)
          : undefined
      }
    >
      {hintOf(row)}
    </Entry>
  )
}

/** Who asked, since when it waits, and what was promised. */
function metaOf({ asker, since, due }: DeskRow, expected: Date | null): string {
  const parts = [
    asker,
    t('since {date}', { date: shortDate(since, { year: false }) }),
    due && t('due {date}', { date: shortDate(due, { year: false }) }),
    expected && t('expected out {date}', { date: shortDate(expected, { year: false }) }),
  ]
  return parts.filter(Boolean).join(DOT)
}

function stepOf({ state, half, responses }: DeskRow): string {
  if (state === 'submitted' || state === 'shaping' || state === 'parked') return '/shape'
  if (state === 'gathering') return half || responses === 0 ? '/nudges' : ''
  return state === 'queued' ? '' : '/compile'
}

function hintOf(row: DeskRow): string | undefined {
  const { state, half, responses } = row
  if (wantsChanges(row)) return t('The asker wants changes.')
  if (state === 'gathering' && responses === 0) return t('Nobody has answered yet: see whom to call.')
  if (state === 'gathering' && half) return t('Half-time: see who may know and has not answered.')
  if (state === 'in_review') return t('With the asker for a last look.')
  return undefined
}
