import type { Problems, Typed } from '../../platform/http.ts'
import { pick, t } from '../../platform/i18n.ts'
import { Actions, Button } from '../../ui/button.tsx'
import { Choices } from '../../ui/choice.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Facts } from '../../ui/facts.tsx'
import { DateField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { Page } from '../../ui/page.tsx'
import type { Rhythm } from '../people/index.ts'
import type { DeliveryRow } from './settings.ts'

/** What was sent from which of the page's forms, to be shown again in that one. */
export type Tried = { form: string; problems: Problems; typed: Typed }

type Props = { deliveries: DeliveryRow[]; rhythm: Rhythm; tried?: Tried }

export function MailPage({ deliveries, rhythm, tried }: Props) {
  return (
    <Page
      title={t('What mail you get, and how often')}
      lead={t('Four separate things: each can change without the others.')}
    >
      <FourThings />
      {deliveries.length === 0 && <Empty title={t('You are not a member of a community yet.')} />}
      {deliveries.map((row) => (
        <DeliveryForm row={row} tried={tried?.form === row.slug ? tried : undefined} />
      ))}
      {deliveries.length > 0 && <RhythmForm rhythm={rhythm} tried={tried?.form === '' ? tried : undefined} />}
    </Page>
  )
}

function FourThings() {
  const facts = [
    {
      label: t('Access'),
      value: t('As a member you can read everything on the page, whatever mail you choose.'),
    },
    {
      label: t('When somebody needs you'),
      value: t('Answers to your own query, and a question put to you by name, come at once.'),
    },
    { label: t('Messages of a community'), value: t('Chosen for each community below.') },
    {
      label: t('Catching up'),
      value: t(
        'The digest holds all communities in one mail, at seven in the morning. When nothing is new, none comes.',
      ),
    },
  ]
  return <Facts facts={facts} />
}

function DeliveryForm({ row, tried }: { row: DeliveryRow; tried?: Tried }) {
  const { slug, name, delivery, paused_until, a_week } = row
  return (
    <section>
      <h2>{pick(name)}</h2>
      <Form action={`/me/mail/${slug}`} problems={tried?.problems} values={tried?.typed}>
        <Choices name="delivery" label={t('How it comes')} value={delivery} options={deliveryOptions(a_week)} />
        <DateField
          name="paused_until"
          label={t('No mail before')}
          hint={t('For leave or travel. Mail comes again by itself from this day on.')}
          value={paused_until}
          optional
        />
        <Actions>
          <Button>{t('Save')}</Button>
        </Actions>
      </Form>
    </section>
  )
}

function deliveryOptions(a_week: number) {
  return [
    { value: 'each', label: t('Each message'), hint: volume(a_week) },
    { value: 'digest', label: t('In the digest'), hint: t('All of it in full, in one mail.') },
    { value: 'my_topics', label: t('Only queries in my topics'), hint: t('In the digest, when there are any.') },
    { value: 'web', label: t('No mail'), hint: t('You read on the page.') },
  ]
}

/** Said before it is chosen: what the last four weeks brought. */
function volume(a_week: number): string {
  if (a_week === 0) return t('None in the last four weeks.')
  return t('About {count, plural, one {one mail} other {# mails}} a week lately.', { count: a_week })
}

function RhythmForm({ rhythm, tried }: { rhythm: Rhythm; tried?: Tried }) {
  return (
    <section>
      <h2>{t('The digest')}</h2>
      <Form action="/me/mail" problems={tried?.problems} values={tried?.typed}>
        <Choices name="digest_rhythm" label={t('How often it comes')} value={rhythm} options={rhythmOptions()} />
        <Actions>
          <Button>{t('Save')}</Button>
        </Actions>
      </Form>
    </section>
  )
}

function rhythmOptions() {
  return [
    { value: 'daily', label: t('Every day') },
    { value: 'second_day', label: t('Every second day') },
    { value: 'weekly', label: t('Every Monday') },
    { value: 'monthly', label: t('On the first of the month') },
  ]
}
