import { config } from '../../../platform/config.ts'
import { t } from '../../../platform/i18n.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Entries, Entry } from '../../../ui/entry.tsx'
import { Hidden } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Time } from '../../../ui/time.tsx'
import type { listIdentities } from './linking.ts'
import { providerName } from './provider.ts'

/** At the door. */
export function ProviderLink({ next, problem }: { next?: string; problem?: string }) {
  const name = providerName()
  if (!name) return null
  return (
    <>
      {problem && <Notice kind="warning">{problem}</Notice>}
      <p>
        <ButtonLink href={`/sign-in/provider${next ? `?next=${encodeURIComponent(next)}` : ''}`}>
          {t('Sign in with {name}', { name })}
        </ButtonLink>
      </p>
    </>
  )
}

type Identities = Awaited<ReturnType<typeof listIdentities>>

/** On her own page. */
export function IdentitySection({ identities }: { identities: Identities }) {
  const name = providerName()
  if (identities.length === 0 && !name) return null
  return (
    <section>
      <h2>{t('Accounts of your organisation')}</h2>
      {identities.length === 0 && (
        <p>{t('None yet. Sign in with {name} once, and it is linked.', { name: name ?? '' })}</p>
      )}
      {identities.length > 0 && (
        <Entries label={t('Accounts of your organisation')}>
          {identities.map(({ id, issuer, linked_at }) => (
            <Entry
              title={issuer === config().OIDC_ISSUER ? (name ?? issuer) : issuer}
              meta={
                <>
                  {t('Linked')} <Time at={linked_at} show="short" />
                </>
              }
            >
              <Form action="/me/sign-in/identity/removal" id={`identity-${id}`} class="plain" keep={false}>
                <Hidden name="identity_id" value={id} />
                <Button kind="quiet">{t('Remove')}</Button>
              </Form>
            </Entry>
          ))}
        </Entries>
      )}
    </section>
  )
}
