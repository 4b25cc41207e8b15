import { t } from '../../../platform/i18n.ts'
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { Form } from '../../../ui/form.tsx'
import { Meter } from '../../../ui/meter.tsx'
import { Pager } from '../../../ui/pager.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import type { Batch, Counts, Line, Result } from './reads.ts'
import { resultInWords, troubleOf } from './troubles.ts'

export type BatchProps = {
  batch: Batch
  counts: Counts
  lines: Line[]
  only?: Result
  page: number
  hasMore: boolean
}
type Props = BatchProps & { path: string; send: string }

/** A file before it is sent, while it is worked and afterwards: the same page, since it can be loaded again at any time. */
export function BatchBody({ batch, path, ...props }: Props) {
  const here = `${path}/${batch.key}`
  return (
    <>
      {batch.confirmed_at ? (
        <Progress batch={batch} counts={props.counts} here={here} />
      ) : (
        <Confirmation batch={batch} counts={props.counts} here={here} send={props.send} />
      )}
      <Lines {...props} batch={batch} here={here} />
    </>
  )
}

const encodings: Record<string, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
}

function Confirmation({ batch, counts, here, send }: { batch: Batch; counts: Counts; here: string; send: string }) {
  return (
    <>
      <Facts
        facts={[
          { label: t('To be sent'), value: counts.ready },
          counts.fault > 0 && { label: t('With a fault'), value: counts.fault },
          { label: t('Read as'), value: encodings[batch.encoding] ?? batch.encoding },
        ]}
      />
      {batch.encoding === 'windows-1252' && (
        <p class="hint">{t('If names look wrong below, save the file as CSV UTF-8 and send it again.')}</p>
      )}
      <Actions>
        {counts.ready > 0 && (
          <Form action={`${here}/confirmation`} class="plain">
            <Button>{send}</Button>
          </Form>
        )}
        <Form action={`${here}/removal`} class="plain">
          <Button kind="quiet">{t('Discard the file')}</Button>
        </Form>
      </Actions>
    </>
  )
}

function Progress({ batch, counts, here }: { batch: Batch; counts: Counts; here: string }) {
  const sent = counts.asked + counts.yes + counts.no
  if (!batch.done_at)
    return (
      <>
        <Meter of={sent} most={sent + counts.ready} label={t('Sent')} />
        <p>{t('You can leave this page: the work goes on by itself.')}</p>
        <Actions>
          <ButtonLink href={here}>{t('Look again')}</ButtonLink>
        </Actions>
      </>
    )
  return (
    <Facts
      facts={[
        { label: t('Asked'), value: sent },
        { label: t('Said yes'), value: counts.yes },
        { label: t('Said no'), value: counts.no },
        { label: t('No answer yet'), value: counts.asked },
      ]}
    />
  )
}

type LinesProps = Omit<BatchProps, 'batch'> & { batch: Batch; here: string }

function Lines({ batch, counts, lines, only, page, hasMore, here }: LinesProps) {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const shown = (Object.keys(counts) as Result[]).filter((one) => counts[one] > 0)
  const at = (next: number) => `${here}?${only ? `only=${only}&` : ''}page=${next}`
  return (
    <>
      <Tabs
        label={t('Lines')}
        tabs={[
          { label: t('All lines'), href: here, count: all, here: !only },
          ...shown.map((one) => ({
            label: resultInWords(one),
            href: `${here}?only=${one}`,
            count: counts[one],
            here: only === one,
          })),
        ]}
      />
      <Table
        caption={t('Lines')}
        hideCaption
        columns={batch.kind === 'postings' ? postingColumns() : invitationColumns()}
        rows={lines}
        empty={<p class="soft">{t('No line of this kind.')}</p>}
      />
      <Pager later={page > 1 ? at(page - 1) : undefined} earlier={hasMore ? at(page + 1) : undefined} />
    </>
  )
}

function invitationColumns(): Column<Line>[] {
  return [
    ...firstColumns(),
    { label: t('Organisation'), cell: ({ fields }) => fields.organisation },
    { label: t('Area'), cell: ({ fields, to }) => to ?? fields.area },
    ...lastColumns(),
  ]
}

function postingColumns(): Column<Line>[] {
  const office = ({ fields }: Line) => [fields.designation, fields.organisation].filter(Boolean).join(', ')
  return [
    ...firstColumns(),
    { label: t('Works in'), cell: ({ from }) => from ?? '–' },
    { label: t('New area'), cell: ({ to, fields }) => to ?? fields.area },
    { label: t('Posting'), cell: office },
    ...lastColumns(),
  ]
}

function firstColumns(): Column<Line>[] {
  return [
    { label: t('Line'), cell: ({ line }) => line, numeric: true },
    { label: t('Name'), cell: ({ name }) => name || '–', heads: true },
    { label: t('Address'), cell: ({ address }) => address },
  ]
}

function lastColumns(): Column<Line>[] {
  return [
    { label: t('Result'), cell: ({ result }) => resultInWords(result) },
    { label: t('Reason'), cell: (line) => troubleOf(line) },
  ]
}
