import type { Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Button } from '../../../ui/button.tsx'
import { Field, Hidden } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { PasskeyBox } from '../passkeys/passkey-box.tsx'
import type { FreshProof, Ways } from './proofs.ts'
import type { Failed } from './routes.tsx'

type Props = { proof: FreshProof; ways: Ways; failed: Failed }

/** Each form carries what she had sent, so that proving sends it on. */
export function FreshProofPage({ proof, ways, failed }: Props) {
  const isMailed = ways.mail && proof.mailed_at !== null
  return (
    <Page
      title={t('Show that it is you')}
      lead={t(
        'You came in a while ago. Before anything changes about how you sign in, we ask once more. What you entered is kept and goes on from here.',
      )}
    >
      {ways.passkey && <PasskeyPart proof={proof} problems={failed.passkey} />}
      {ways.factor && <FactorPart proof={proof} problems={failed.code} />}
      {isMailed && <CodePart proof={proof} problems={failed.code} />}
      {ways.mail && <MailPart proof={proof} isMailed={isMailed} problems={failed.mail} />}
      <p>
        <a href={proof.back}>{t('Not now: leave everything as it is')}</a>
      </p>
    </Page>
  )
}

type PartProps = { proof: FreshProof; problems?: Failed['code'] }

function PasskeyPart({ proof: { key, fields }, problems }: PartProps) {
  return (
    <Form action={`/me/proof/${key}/passkey`} problems={problems} keep={false}>
      <Carried fields={fields} />
      <Hidden name="proof" value="passkey" />
      <PasskeyBox challenge={`/me/proof/${key}/passkey/challenge`} without={t('This browser cannot use passkeys.')}>
        <Button>{t('Use a passkey')}</Button>
      </PasskeyBox>
    </Form>
  )
}

function FactorPart({ proof, problems }: PartProps) {
  return <ProofForm proof={proof} problems={problems} label={t('Code of the app, or a recovery code')} />
}

function CodePart({ proof, problems }: PartProps) {
  return (
    <>
      <p>{t('A mail with a code of six digits is on its way to you. The code is good for ten minutes.')}</p>
      <ProofForm proof={proof} problems={problems} label={t('Code from the mail')} isDigits />
    </>
  )
}

type ProofFormProps = PartProps & { label: string; isDigits?: boolean }

function ProofForm({ proof: { key, fields }, problems, label, isDigits }: ProofFormProps) {
  return (
    <Form action={`/me/proof/${key}`} problems={problems} keep={false}>
      <Carried fields={fields} />
      <Field
        name="proof"
        label={label}
        inputmode={isDigits ? 'numeric' : undefined}
        autocomplete="one-time-code"
        width={isDigits ? 'short' : 'middle'}
      />
      <Button>{t('Go on')}</Button>
    </Form>
  )
}

function MailPart({ proof: { key }, problems, isMailed }: PartProps & { isMailed: boolean }) {
  return (
    <Form action={`/me/proof/${key}/mail`} problems={problems} class="plain" keep={false}>
      {isMailed && (
        <p class="soft">
          {t(
            'No mail after two minutes? Look in the spam folder. Where mail is always slow: sign out, and sign in again with the link of the mail; then nothing is asked for a quarter of an hour.',
          )}
        </p>
      )}
      <Button kind="quiet">{isMailed ? t('Mail me a new code') : t('Mail me a code')}</Button>
    </Form>
  )
}

function Carried({ fields }: { fields: Typed }) {
  return (
    <>
      {Object.entries(fields).map(([name, value]) => (
        <Hidden name={name} value={String(value)} />
      ))}
    </>
  )
}
