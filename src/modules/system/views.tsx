import { t } from '../../platform/i18n.ts'
import { Actions, Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Entries, Entry } from '../../ui/entry.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Form } from '../../ui/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { Table } from '../../ui/table.tsx'
import { Time } from '../../ui/time.tsx'
import type { findInstance, GivenUp, Kept, Outgoing } from './reads.ts'
import type { Safety } from './safety.ts'

type Props = {
  instance: Awaited<ReturnType<typeof findInstance>>
  safety: Safety
  outgoing: Outgoing[]
  kept: Kept[]
  givenUp: GivenUp[]
}

export function SystemPage({ instance, safety, outgoing, kept, givenUp }: Props) {
  return (
    <Page
      title={t('The instance')}
      crumbs={[{ label: t('The network'), href: '/network' }]}
      lead={t('Whether mail goes out and comes in, whether the work is done, and on what it stands.')}
      width="wide"
    >
      {safety.rests && <Resting />}
      <h2>{t('Mail for the keeper, and stuck mail')}</h2>
      {kept.length === 0 && <Empty title={t('Nothing is held.')} />}
      <div class="held-mails">
        <Entries label={t('Mail for the keeper, and stuck mail')}>
          {kept.map((mail) => (
            <KeptEntry mail={mail} />
          ))}
        </Entries>
      </div>
      <h2>{t('Mail going out')}</h2>
      <OutgoingTable rows={outgoing} />
      <h2>{t('Work that was given up')}</h2>
      <GivenUpTable rows={givenUp} />
      <h2>{t('On what it stands')}</h2>
      <InstanceFacts instance={instance} safety={safety} />
    </Page>
  )
}

function Resting() {
  return (
    <Notice kind="warning" title={t('This instance was restored and sends nothing yet')}>
      <p>
        {t('Let it send only when the one it was copied from sends no more: else everybody gets each letter twice.')}
      </p>
      <Form action="/network/system/waking" class="plain" label={t('Let it send')}>
        <Button kind="primary">{t('Let it send')}</Button>
      </Form>
    </Notice>
  )
}

function KeptEntry({ mail }: { mail: Kept }) {
  const { from, subject, at, keeper, start } = mail
  return (
    <Entry
      level={3}
      title={keeper ? subject || t('Without a subject') : t('A reply that could not be taken')}
      over={
        <>
          <span>{from}</span> <Time at={at} />
        </>
      }
    >
      <p>{reasonInWords(mail)}</p>
      {start && (
        <blockquote class="prose own-words held-words" dir="auto">
          {start}
        </blockquote>
      )}
      <Settling mail={mail} />
    </Entry>
  )
}

function Settling({ mail: { keeper, from, key } }: { mail: Kept }) {
  const path = `/network/system/mail/${key}`
  return (
    <Actions>
      {!keeper && (
        <Form action={`${path}/retry`} class="plain" label={t('Try the mail of {from} again', { from })}>
          <Button>{t('Try again')}</Button>
        </Form>
      )}
      <Form action={`${path}/drop`} class="plain" label={t('Put the mail of {from} aside', { from })}>
        <Button kind="quiet">{t('Put aside')}</Button>
      </Form>
    </Actions>
  )
}

function reasonInWords({ keeper, reason }: Kept): string {
  if (keeper) return t('Came to the address of whoever keeps the instance.')
  if (reason === 'fault')
    return t('A fault came up while it was taken; the log says which. Its words are not shown here.')
  return t('Nothing takes mail at this address any more. Its words are not shown here.')
}

function OutgoingTable({ rows }: { rows: Outgoing[] }) {
  return (
    <Table
      caption={t('Mail going out')}
      hideCaption
      rows={rows}
      empty={<p>{t('Nothing waits, and nothing failed in the last thirty days.')}</p>}
      columns={[
        { label: t('Letter'), heads: true, cell: ({ letter }) => letter },
        { label: t('State'), cell: ({ state }) => (state === 'failed' ? t('Failed') : t('Waits')) },
        { label: t('Cause'), cell: ({ error }) => error ?? '–' },
        { label: t('How many'), numeric: true, cell: ({ count }) => count },
        { label: t('Since'), cell: ({ oldest }) => <Time at={oldest} show="short" /> },
      ]}
    />
  )
}

function GivenUpTable({ rows }: { rows: GivenUp[] }) {
  return (
    <Table
      caption={t('Work that was given up')}
      hideCaption
      rows={rows}
      empty={<p>{t('All work is done or on its way.')}</p>}
      columns={[
        { label: t('What'), heads: true, cell: ({ what }) => what },
        { label: t('Kind'), cell: ({ kind }) => (kind === 'job' ? t('Job') : t('Clock')) },
        { label: t('How many'), numeric: true, cell: ({ count }) => count },
        { label: t('Since'), cell: ({ oldest }) => <Time at={oldest} show="short" /> },
      ]}
    />
  )
}

function InstanceFacts({ instance, safety }: Pick<Props, 'instance' | 'safety'>) {
  const { postgres, schema, size, people, resting, unreached, confirming, free } = instance
  return (
    <Facts
      facts={[
        { label: t('PostgreSQL'), value: postgres },
        {
          label: t('Last backup'),
          value: safety.backup_at ? <Time at={safety.backup_at} show="day" /> : t('None so far'),
        },
        { label: t('Last migration'), value: schema },
        { label: t('Size of the database'), value: size },
        free !== null && { label: t('Free on the disk'), value: `${Math.round(free * 100)} %` },
        { label: t('Active people'), value: people },
        { label: t('Addresses at rest'), value: resting },
        { label: t('People whom no mail reaches'), value: unreached },
        { label: t('Replies that wait for the word of their writer'), value: confirming },
      ]}
    />
  )
}
