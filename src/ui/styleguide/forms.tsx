import { t } from '../../platform/i18n.ts'
import { Actions, Button } from '../button.tsx'
import { Choices } from '../choice.tsx'
import { DateField, Field, Select } from '../field.tsx'
import { Form } from '../form.tsx'
import { TextArea } from '../text-area.tsx'
import { Part } from './part.tsx'

export function Forms() {
  return (
    <Part title={t('Forms')}>
      <Form
        action="#profile"
        id="profile"
        problems={{ email: t('This address has no @.'), '': t('The form had been sent before.') }}
        values={{ email: 'kavita.example.org' }}
      >
        <WhoAndWhere />
        <Chosen />
        <TextArea
          name="about"
          label={t('About you')}
          optional
          markdown
          words={120}
          value="Twenty years in school education, nine of them in the hills."
        />
        <Actions>
          <Button>{t('Save')}</Button>
        </Actions>
      </Form>
    </Part>
  )
}

function WhoAndWhere() {
  return (
    <>
      <Field name="name" label={t('Name')} value="Kavita Rao" autocomplete="name" />
      <Field name="email" type="email" label={t('Address')} hint={t('Where mail reaches you after a transfer, too.')} />
      <Select
        name="area"
        label={t('Area')}
        none={t('Choose')}
        value="HP"
        options={[
          { value: 'HP', label: 'Himachal Pradesh' },
          { value: 'PB', label: 'Punjab' },
        ]}
      />
      <DateField name="since" label={t('Since')} optional />
    </>
  )
}

function Chosen() {
  return (
    <>
      <Choices
        name="delivery"
        label={t('Mail')}
        value="digest"
        options={[
          { value: 'each', label: t('Each message') },
          { value: 'digest', label: t('One digest a day'), hint: t('About 1 mail a day') },
          { value: 'web', label: t('Nothing; I read here') },
        ]}
      />
      <Choices
        name="topics"
        label={t('Topics')}
        many
        inline
        value={['schools']}
        options={[
          { value: 'schools', label: t('Schools') },
          { value: 'water', label: t('Water') },
          { value: 'health', label: t('Health') },
        ]}
      />
    </>
  )
}
