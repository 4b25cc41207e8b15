import type { Child } from 'hono/jsx'
import type { Problems, Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Button } from '../../../ui/button.tsx'
import { Details } from '../../../ui/details.tsx'
import { DOT } from '../../../ui/dot.ts'
import { Entries, Entry } from '../../../ui/entry.tsx'
import { Field, Hidden } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Page } from '../../../ui/page.tsx'
import { Time } from '../../../ui/time.tsx'
import { PasskeyBox } from './passkey-box.tsx'
import type { Passkey } from './reads.ts'
import { passkeysWork } from './relying-party.ts'

type Props = {
  passkeys: Passkey[]
  device: string
  problems?: Problems
  values?: Typed
  /** What stands above: what may be done after a change. */
  first?: Child
  /** What stands below: other ways in. */
  more?: Child
}

export function WaysInPage({ passkeys, device, problems, values, first, more }: Props) {
  return (
    <Page
      title={t('How you sign in')}
      lead={t(
        'A code mailed to any of your addresses signs you in. A passkey is quicker, and no false page can take it from you.',
      )}
      crumbs={[{ label: t('About you'), href: '/me' }]}
    >
      {first}
      <section>
        <h2>{t('Passkeys')}</h2>
        <p>
          {t('A passkey is kept by your phone, computer or security key, which asks for your finger, face or PIN.')}
        </p>
        {passkeys.length > 0 && (
          <Entries label={t('Passkeys')}>
            {passkeys.map((passkey) => (
              <PasskeyEntry passkey={passkey} />
            ))}
          </Entries>
        )}
        <AddPasskey device={device} problems={problems} values={values} />
      </section>
      {more}
    </Page>
  )
}

function PasskeyEntry({ passkey }: { passkey: Passkey }) {
  const { id, name, added_at, used_at, doubted_at } = passkey
  return (
    <Entry
      title={name}
      over={doubted_at ? t('Somebody may have copied it. Remove it, and add a new one.') : undefined}
      meta={
        <span>
          {t('Added')} <Time at={added_at} show="short" />
          {DOT}
          {used_at ? t('last used') : t('not used yet')} {used_at && <Time at={used_at} show="short" />}
        </span>
      }
    >
      <Form action="/me/sign-in/passkeys/removal" id={`removal-${id}`} class="plain" keep={false}>
        <Hidden name="passkey_id" value={id} />
        <Button kind="quiet" label={t('Remove: {name}', { name })}>
          {t('Remove')}
        </Button>
      </Form>
      <Details summary={t('Give it another name')}>
        <Form action="/me/sign-in/passkeys/name" id={`name-${id}`} keep={false}>
          <Hidden name="passkey_id" value={id} />
          <Field name="name" label={t('Name')} value={name} maxlength={60} width="middle" />
          <Button kind="quiet">{t('Save')}</Button>
        </Form>
      </Details>
    </Entry>
  )
}

type AddProps = { device: string; next?: string; problems?: Problems; values?: Typed }

export function AddPasskey({ device, next, problems, values }: AddProps) {
  if (!passkeysWork())
    return (
      <Notice>
        {t('Passkeys need https, and this site is reached by http. The mailed code signs you in all the same.')}
      </Notice>
    )
  return (
    <Form action="/me/sign-in/passkeys" problems={problems} values={values} keep={false}>
      <PasskeyBox
        challenge="/me/sign-in/passkeys/challenge"
        without={t('This browser cannot add a passkey. The mailed code signs you in all the same.')}
      >
        {next && <Hidden name="next" value={next} />}
        <Field
          name="name"
          label={t('Name of this device')}
          hint={t('By which you know it in this list.')}
          value={device}
          maxlength={60}
          width="middle"
        />
        <Button>{t('Add a passkey')}</Button>
      </PasskeyBox>
    </Form>
  )
}

type SignProps = {
  action: string
  challenge: string
  press: string
  next?: string
  problems?: Problems
  offered?: boolean
  without?: string
}

/** Where a device signs: at the door, and before what only a proven person may do. */
export function PasskeyForm({ action, challenge, press, next, problems, ...box }: SignProps) {
  return (
    <Form action={action} problems={problems} keep={false}>
      <PasskeyBox challenge={challenge} {...box}>
        {next && <Hidden name="next" value={next} />}
        <Button kind="quiet">{press}</Button>
      </PasskeyBox>
    </Form>
  )
}
