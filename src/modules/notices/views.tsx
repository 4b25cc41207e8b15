import type { Child } from 'hono/jsx'
import type { Problems, Typed } from '../../platform/http.ts'
import { pick, t } from '../../platform/i18n.ts'
import { Actions, ButtonLink } from '../../ui/button.tsx'
import { Details } from '../../ui/details.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Page } from '../../ui/page.tsx'
import { DeliveryForm, RhythmForm } from './setting-views.tsx'
import type { DeliveryRow, RhythmNow } from './settings.ts'
import { volumeInWords } from './settings.ts'
import { deliveryInWords } from './words.ts'

/** What was sent from which of the page's forms, to be shown again in that one. */
export type Tried = { form: string; problems: Problems; typed: Typed }

type Props = { deliveries: DeliveryRow[]; rhythm: RhythmNow; panels: unknown[]; tried?: Tried }

export function MailPage({ deliveries, rhythm, panels, tried }: Props) {
  return (
    <Page
      title={t('What mail you get, and how often')}
      lead={t('Four separate things: each can change without the others.')}
    >
      <h2>{t('Access')}</h2>
      <p>{t('As a member you can read everything on the page, whatever mail you choose.')}</p>
      <h2>{t('When somebody needs you')}</h2>
      <p>{t('Answers to your own query, and a question put to you by name, come at once.')}</p>
      {panels as Child[]}
      <h2>{t('Messages of each community')}</h2>
      {deliveries.length === 0 && <Empty title={t('You are not a member of a community yet.')} />}
      {deliveries.map((row) => (
        <Delivery row={row} open={deliveries.length === 1} tried={tried?.form === row.slug ? tried : undefined} />
      ))}
      {deliveries.length > 0 && <RhythmForm rhythm={rhythm} tried={tried?.form === '' ? tried : undefined} />}
    </Page>
  )
}

function Delivery({ row, open, tried }: { row: DeliveryRow; open: boolean; tried?: Tried }) {
  const summary = t('{community}: {delivery}', { community: pick(row.name), delivery: deliveryInWords(row.delivery) })
  return (
    <Details id={row.slug} summary={summary} open={open || tried !== undefined}>
      <DeliveryForm row={row} tried={tried} />
    </Details>
  )
}

/** Where the links of a letter lead: exactly the setting of its community. */
export function CommunityMailPage({ row, tried }: { row: DeliveryRow; tried?: Tried }) {
  return (
    <Page title={t('Mail of {community}', { community: pick(row.name) })} lead={volumeInWords(row.a_week)}>
      <DeliveryForm row={row} tried={tried} />
      <Actions>
        <ButtonLink href="/me/mail">{t('What mail you get, and how often')}</ButtonLink>
      </Actions>
    </Page>
  )
}
