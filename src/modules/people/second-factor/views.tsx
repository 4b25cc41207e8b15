import type { Problems } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { Field, Hidden } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { passkeysWork } from '../passkeys/relying-party.ts'
import { AddPasskey, PasskeyForm } from '../passkeys/views.tsx'
import { OthersOut } from '../sessions/others-out.tsx'
import { PROOF_HOURS } from '../sessions/sessions.ts'
import { pageWith } from './next.ts'

const PAGE = '/me/second-factor'
const crumbs = () => [{ label: t('About you'), href: '/me' }]

export type Has = { app: boolean; passkeys: number }

/** Nothing is set up yet. */
export function SetUpPage({ device, next }: { device: string; next?: string }) {
  return (
    <Page
      title={t('Set up your second factor')}
      lead={t(
        'You keep the network. Its pages open only with a second factor beside the mailed code, so that a stolen mailbox is not enough.',
      )}
      crumbs={crumbs()}
    >
      {passkeysWork() && (
        <section>
          <h2>{t('With a passkey')}</h2>
          <p>{t('The simplest way: your phone or computer asks for your finger, face or PIN.')}</p>
          <AddPasskey device={device} next={pageWith(next)} />
        </section>
      )}
      <section>
        <h2>{t('With an app that shows codes')}</h2>
        <p>{t('An authenticator app on your phone shows six digits that change every half minute.')}</p>
        <BeginApp next={next} />
      </section>
    </Page>
  )
}

function BeginApp({ next }: { next?: string }) {
  return (
    <Form action={`${PAGE}/app`} class="plain" keep={false}>
      {next && <Hidden name="next" value={next} />}
      <Button kind="quiet">{t('Set up an app')}</Button>
    </Form>
  )
}

type ProveProps = { has: Has; next?: string; problems: { code?: Problems; passkey?: Problems } }

export function ProvePage({ has, next, problems }: ProveProps) {
  return (
    <Page
      title={t('Your second factor, please')}
      lead={t('The pages of those who keep the network open for {hours} hours after it.', { hours: PROOF_HOURS })}
      crumbs={crumbs()}
    >
      {has.passkeys > 0 && passkeysWork() && (
        <PasskeyForm
          action={`${PAGE}/passkey`}
          challenge={`${PAGE}/passkey/challenge`}
          press={t('Use a passkey')}
          without={t('This browser cannot use passkeys.')}
          next={next}
          problems={problems.passkey}
        />
      )}
      <Form action={PAGE} problems={problems.code} keep={false}>
        {next && <Hidden name="next" value={next} />}
        <Field
          name="code"
          label={has.app ? t('Code of the app, or a recovery code') : t('A recovery code')}
          autocomplete="one-time-code"
          width="middle"
        />
        <Button kind={has.app ? 'primary' : 'quiet'}>{t('Go on')}</Button>
      </Form>
      <p class="soft">
        {t('Have you lost all of them? Another administrator, or whoever runs the server, can let you begin anew.')}
      </p>
    </Page>
  )
}

type OwnProps = { has: Has; codes: number; next?: string }

/** Proven: what she has, and what she may change of it. */
export function OwnProofPage({ has, codes, next }: OwnProps) {
  return (
    <Page
      title={t('Your second factor')}
      lead={t('It opens the pages of those who keep the network, for {hours} hours at a time.', { hours: PROOF_HOURS })}
      crumbs={crumbs()}
    >
      <Facts
        facts={[
          {
            label: t('Passkeys'),
            value: (
              <a href="/me/sign-in">{t('{count, plural, =0 {none} one {one} other {#}}', { count: has.passkeys })}</a>
            ),
          },
          { label: t('App that shows codes'), value: has.app ? t('set up') : t('none') },
          { label: t('Recovery codes'), value: t('{count} of ten are left', { count: codes }) },
        ]}
      />
      <MakeCodes codes={codes} next={next} />
      {has.app ? <RemoveApp /> : <BeginApp next={next} />}
      <OthersOut />
      {next && (
        <Actions>
          <ButtonLink href={next}>{t('Go on')}</ButtonLink>
        </Actions>
      )}
    </Page>
  )
}

function MakeCodes({ codes, next }: { codes: number; next?: string }) {
  return (
    <>
      {codes === 0 && <p>{t('Recovery codes are for the day on which phone and computer are gone. Make them now.')}</p>}
      <Form action={`${PAGE}/codes`} class="plain" keep={false}>
        {next && <Hidden name="next" value={next} />}
        <Button kind={codes === 0 ? 'primary' : 'quiet'}>
          {codes === 0 ? t('Make ten recovery codes') : t('Make new recovery codes; the old ones are void')}
        </Button>
      </Form>
    </>
  )
}

function RemoveApp() {
  return (
    <Form action={`${PAGE}/app/removal`} class="plain" keep={false}>
      <Button kind="quiet">{t('Remove the app')}</Button>
    </Form>
  )
}
