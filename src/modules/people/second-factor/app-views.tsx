import type { Problems } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { Field, Hidden } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Page } from '../../../ui/page.tsx'
import { QrCode } from '../../../ui/qr-code.tsx'

type AppProps = { secret: string; href: string; next?: string; problems?: Problems }

/** What the app must know, and the first code that shows that it does. */
export function AppPage({ secret, href, next, problems }: AppProps) {
  return (
    <Page
      title={t('Set up an app that shows codes')}
      lead={t(
        'Point the camera of your authenticator app at this code, or type the key into it. Then write what it shows.',
      )}
      crumbs={[{ label: t('Your second factor'), href: '/me/second-factor' }]}
    >
      <QrCode text={href} label={t('QR code for your authenticator app')} />
      <Facts
        facts={[
          { label: t('Key'), value: <code class="key">{secret.replace(/.{4}(?=.)/g, '$& ')}</code> },
          { label: t('Kind'), value: t('by time, six digits, every 30 seconds') },
        ]}
      />
      <Actions>
        <ButtonLink href={href}>{t('Open the app on this device')}</ButtonLink>
      </Actions>
      <Form action="/me/second-factor/app/confirmation" problems={problems} keep={false}>
        {next && <Hidden name="next" value={next} />}
        <Field
          name="code"
          label={t('Code that the app shows')}
          inputmode="numeric"
          autocomplete="one-time-code"
          width="short"
        />
        <Button>{t('It shows this code')}</Button>
      </Form>
    </Page>
  )
}

/** The only time that they are shown. */
export function CodesPage({ codes, next = '/me/second-factor' }: { codes: string[]; next?: string }) {
  return (
    <Page
      title={t('Your recovery codes')}
      lead={t(
        'Each of them is a second factor, once. Print them or write them down, and keep them away from the computer.',
      )}
      crumbs={[{ label: t('Your second factor'), href: '/me/second-factor' }]}
    >
      <Notice kind="warning">
        {t('They are shown this once, and kept nowhere in words. Those of before are void.')}
      </Notice>
      <ol class="codes">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <Actions>
        <ButtonLink kind="primary" href={next}>
          {t('I have kept them. Go on')}
        </ButtonLink>
      </Actions>
    </Page>
  )
}
