import { t } from '../../platform/i18n.ts'
import { Actions, Button } from '../../ui/button.tsx'
import { Choices } from '../../ui/choice.tsx'
import { DateField, Select } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import type { DeliveryRow, RhythmNow } from './settings.ts'
import { volumeInWords } from './settings.ts'
import type { Tried } from './views.tsx'
import { deliveryInWords, weekdays } from './words.ts'

export function DeliveryForm({ row, tried }: { row: DeliveryRow; tried?: Tried }) {
  const { slug, delivery, paused_until, a_week } = row
  return (
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
  )
}

function deliveryOptions(a_week: number) {
  const option = (value: DeliveryRow['delivery'], hint: string) => ({ value, label: deliveryInWords(value), hint })
  return [
    option('each', volumeInWords(a_week)),
    option('digest', t('All of it in full, in one mail.')),
    option('my_topics', t('In the digest, when there are any.')),
    option('web', t('You read on the page.')),
  ]
}

export function RhythmForm({ rhythm, tried }: { rhythm: RhythmNow; tried?: Tried }) {
  return (
    <section id="digest">
      <h2>{t('Catching up: the digest')}</h2>
      <p>
        {t('The digest holds all communities in one mail, at seven in the morning. When nothing is new, none comes.')}
      </p>
      <Form action="/me/mail" problems={tried?.problems} values={tried?.typed}>
        <Choices
          name="digest_rhythm"
          label={t('How often it comes')}
          value={rhythm.digest_rhythm}
          options={rhythmOptions()}
        />
        <Select
          name="digest_weekday"
          label={t('Day of the week')}
          hint={t('Where it comes every week.')}
          value={rhythm.digest_weekday}
          options={weekdays()}
        />
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
    { value: 'weekly', label: t('Every week') },
    { value: 'monthly', label: t('On the first of the month') },
    { value: 'never', label: t('Not at all') },
  ]
}
