import { t } from '../../platform/i18n.ts'
import { Actions, Button, ButtonLink } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { Page } from '../../ui/page.tsx'
import type { Community } from '../communities/index.ts'

export function StopPage({ token, community }: { token: string; community: Community }) {
  return (
    <Page
      title={t('Stop the mail of {community}', { community: community.title })}
      lead={t('You stay a member and can read everything on the page. Mail of other communities goes on.')}
    >
      <Stop token={token} instead={`/me/mail/${community.slug}`} />
    </Page>
  )
}

export function StoppedPage({ community, isMember }: { community: Community; isMember: boolean }) {
  return (
    <Page
      title={t('You get no mail of {community}', { community: community.title })}
      lead={isMember ? t('You are still a member, and you can have it again whenever you like.') : undefined}
    >
      <Settings href={isMember ? `/me/mail/${community.slug}` : '/me/mail'} />
    </Page>
  )
}

/** The same for one kind of letter: nothing else stops with it. */
export function StopLetterPage({ token, name }: { token: string; name: string }) {
  return (
    <Page title={t('Stop: {letter}', { letter: name })} lead={t('Only this stops. All other mail goes on as it does.')}>
      <Stop token={token} instead="/me/mail" />
    </Page>
  )
}

export function StoppedLetterPage({ name }: { name: string }) {
  return (
    <Page
      title={t('Stopped: {letter}', { letter: name })}
      lead={t('All other mail comes as before, and you can have this again whenever you like.')}
    >
      <Settings href="/me/mail" />
    </Page>
  )
}

function Stop({ token, instead }: { token: string; instead: string }) {
  return (
    <Form action={`/stop/${token}`}>
      <Actions>
        <Button>{t('Stop it')}</Button>
        <ButtonLink href={instead}>{t('Have less of it instead')}</ButtonLink>
      </Actions>
    </Form>
  )
}

function Settings({ href }: { href: string }) {
  return (
    <Actions>
      <ButtonLink href={href}>{t('What mail you get, and how often')}</ButtonLink>
    </Actions>
  )
}
