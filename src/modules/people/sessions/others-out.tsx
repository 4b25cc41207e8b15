import type { Ctx } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'

/** Offered where a way in has changed: whoever came in by the old one may still sit somewhere. */
export function OthersOut() {
  return (
    <Notice>
      <p>{t('Should one of your other browsers not stay signed in, you can sign out all of them now.')}</p>
      <Form action="/me/sessions/others" class="plain" keep={false}>
        <Button kind="quiet">{t('Sign out everywhere else')}</Button>
      </Form>
    </Notice>
  )
}

/** The page comes after a change. */
export function justChanged(c: Ctx): boolean {
  return c.req.query('saved') !== undefined || c.req.query('removed') !== undefined
}
