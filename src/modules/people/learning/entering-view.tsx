import type { Problems, Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Button } from '../../../ui/button.tsx'
import { DateField, Field } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import type { Programme } from './reads.ts'

type Props = { programme: Programme; tried?: { problems: Problems; typed: Typed } }

export function CohortFormPage({ programme: { key, name }, tried }: Props) {
  return (
    <Page
      title={t('Enter a cohort')}
      lead={t('From then on a file of people can name it, and whoever was in it can say so.')}
      crumbs={[{ label: name, href: `/programmes/${key}` }]}
    >
      <Form action={`/programmes/${key}/cohorts`} id="cohort" problems={tried?.problems} values={tried?.typed}>
        <Field name="name" label={t('Name')} autocomplete="off" />
        <DateField name="starts_on" label={t('First day')} optional />
        <DateField name="ends_on" label={t('Last day')} optional />
        <Button>{t('Save')}</Button>
      </Form>
    </Page>
  )
}
