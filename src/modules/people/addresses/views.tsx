import type { Child } from 'hono/jsx'
import type { Problems, Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Button } from '../../../ui/button.tsx'
import { Choices } from '../../../ui/choice.tsx'
import { DOT } from '../../../ui/dot.ts'
import { Entries, Entry } from '../../../ui/entry.tsx'
import { Field, Hidden } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { CodeForm } from '../code-view.tsx'
import type { Address } from './reads.ts'

type AddressesProps = { addresses: Address[]; problems?: Problems; values?: Typed; first?: Child }

export function AddressesPage({ addresses, problems, values, first }: AddressesProps) {
  return (
    <Page
      title={t('Mail addresses')}
      lead={t(
        'Mail you send from any of them counts as yours. Keep a personal one beside the official, and a transfer loses nothing.',
      )}
      crumbs={[{ label: t('About you'), href: '/me' }]}
    >
      {first}
      <Entries label={t('Mail addresses')}>
        {addresses.map((address) => (
          <AddressEntry address={address} isOnly={addresses.length === 1} />
        ))}
      </Entries>
      <section>
        <h2>{t('Add another address')}</h2>
        <Form action="/me/addresses" problems={problems} values={values} keep={false}>
          <Field name="address" type="email" label={t('Mail address')} autocomplete="email" inputmode="email" />
          <Kinds />
          <Button>{t('Mail a code to it')}</Button>
        </Form>
      </section>
    </Page>
  )
}

function Kinds() {
  const options = [
    { value: 'official', label: t('Official, of my office') },
    { value: 'personal', label: t('Personal, it stays mine') },
  ]
  return <Choices name="kind" label={t('What kind of address is it?')} options={options} optional />
}

function AddressEntry({ address, isOnly }: { address: Address; isOnly: boolean }) {
  const { id, is_primary, verified_at, bounced_at } = address
  const isOpen = verified_at && !bounced_at
  return (
    <Entry title={address.address} over={[kindInWords(address), stateInWords(address)].filter(Boolean).join(DOT)}>
      <div class="actions">
        {!is_primary && isOpen && (
          <Chosen id={id} action="/me/addresses/primary" words={t('Send my mail here first')} of={address.address} />
        )}
        {!isOpen && <Again address={address.address} />}
        {!isOnly && <Chosen id={id} action="/me/addresses/removal" words={t('Remove')} of={address.address} />}
      </div>
    </Entry>
  )
}

function kindInWords({ kind }: Address): string | null {
  if (kind === null) return null
  return kind === 'official' ? t('Official') : t('Personal')
}

function stateInWords({ is_primary, verified_at, bounced_at }: Address): string {
  if (bounced_at) return t('Mail to it came back. We write to another of your addresses while there is one.')
  if (!verified_at) return t('Not proven yet')
  return is_primary ? t('Your mail goes here first') : t('Used when mail to the first one comes back')
}

function Chosen({ id, action, words, of }: { id: number; action: string; words: string; of: string }) {
  return (
    <Form action={action} id={`${action.split('/').at(-1)}-${id}`} class="plain" keep={false}>
      <Hidden name="address_id" value={id} />
      <Button kind="quiet" label={`${words}: ${of}`}>
        {words}
      </Button>
    </Form>
  )
}

/** It is proven as a new one is. */
function Again({ address }: { address: string }) {
  return (
    <Form action="/me/addresses" id={`again-${address.replace(/\W/g, '-')}`} class="plain" keep={false}>
      <Hidden name="address" value={address} />
      <Button kind="quiet" label={t('Mail a code to {address}', { address })}>
        {t('Prove it again')}
      </Button>
    </Form>
  )
}

export function ProofPage({ at, address, problems }: { at: string; address: string; problems?: Problems }) {
  return (
    <Page
      title={t('Look at your mail')}
      lead={t('If {address} can be added to your profile, a mail with a code of six digits is on its way to it.', {
        address,
      })}
      crumbs={[{ label: t('Mail addresses'), href: '/me/addresses' }]}
    >
      <CodeForm
        action={`/me/addresses/${at}`}
        press={t('This address is mine')}
        again="/me/addresses"
        problems={problems}
      />
    </Page>
  )
}
