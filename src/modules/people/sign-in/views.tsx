import type { Problems, Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Button } from '../../../ui/button.tsx'
import { Field, Hidden } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { CodeForm } from '../code-view.tsx'
import { passkeysWork } from '../passkeys/relying-party.ts'
import { PasskeyForm } from '../passkeys/views.tsx'
import { ProviderLink } from '../provider/views.tsx'

type FormProps = { problems?: Problems; values?: Typed }

type DoorProps = FormProps & { next?: string; passkeyProblems?: Problems; providerProblem?: string }

export function SignInPage({ next, problems, values, passkeyProblems, providerProblem }: DoorProps) {
  return (
    <Page title={t('Sign in')} lead={t('There are no passwords here. We mail you a code; it signs you in.')}>
      <Form action="/sign-in" problems={problems} values={values} keep={false}>
        <Field
          name="address"
          type="email"
          label={t('Your mail address')}
          autocomplete={passkeysWork() ? 'email webauthn' : 'email'}
          inputmode="email"
        />
        {next && <Hidden name="next" value={next} />}
        <Button>{t('Mail me a code')}</Button>
      </Form>
      {passkeysWork() && (
        <PasskeyForm
          action="/sign-in/passkey"
          challenge="/sign-in/passkey/challenge"
          press={t('Sign in with a passkey')}
          offered
          next={next}
          problems={passkeyProblems}
        />
      )}
      <ProviderLink next={next} problem={providerProblem} />
    </Page>
  )
}

type TryProps = { at: string; address: string; problems?: Problems }

export function CodePage({ at, address, problems }: TryProps) {
  return (
    <Page
      title={t('Look at your mail')}
      lead={t('If {address} belongs to a member, a mail with a code of six digits is on its way.', { address })}
    >
      <CodeForm action={`/sign-in/${at}`} press={t('Sign in')} again="/sign-in" problems={problems} />
    </Page>
  )
}

/** A link opened by a mail scanner changes nothing: the button does. */
export function LinkPage({ at, token, address }: { at: string; token: string; address: string }) {
  return (
    <Page title={t('Sign in')} lead={t('You are about to sign in as {address}.', { address })}>
      <Form action={`/sign-in/${at}/${token}`} keep={false}>
        <Button>{t('Sign in')}</Button>
      </Form>
    </Page>
  )
}
