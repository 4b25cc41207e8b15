import type { Problems } from '../../platform/http.ts'
import { t } from '../../platform/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'

type CodeProps = { action: string; press: string; again: string; problems?: Problems }

/** Where the six digits of a mail are written, and where to ask for new ones. */
export function CodeForm({ action, press, again, problems }: CodeProps) {
  return (
    <>
      <Form action={action} problems={problems} keep={false}>
        <Field
          name="code"
          label={t('Code from the mail')}
          inputmode="numeric"
          autocomplete="one-time-code"
          width="short"
        />
        <Button>{press}</Button>
      </Form>
      <p class="soft">
        {t('No mail after two minutes? Look in the spam folder, or')} <a href={again}>{t('try again')}</a>.
      </p>
    </>
  )
}
