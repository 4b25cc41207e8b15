import type { PropsWithChildren } from 'hono/jsx'
import type { Problems, Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx'
import { Hidden } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Page } from '../../../ui/page.tsx'

type Props = PropsWithChildren<{
  path: string
  title: string
  lead?: string
  button?: string
  seen: string
  /** What is saved now, where another window has saved something else meanwhile. */
  now?: string
  problems?: Problems
  values?: Typed
}>

export function SectionPage({ path, title, lead, button, seen, now, problems, values, children }: Props) {
  return (
    <Page title={title} lead={lead} crumbs={[{ label: t('About you'), href: '/me' }]}>
      {now !== undefined && <Notice title={t('Saved now')}>{now}</Notice>}
      <Form action={path} problems={problems} values={values}>
        <Hidden name="seen" value={seen} />
        {children}
        <Actions>
          <Button>{button ?? t('Save')}</Button>
          <ButtonLink href="/me">{t('Leave it as it is')}</ButtonLink>
        </Actions>
      </Form>
    </Page>
  )
}
