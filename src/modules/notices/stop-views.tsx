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
      <Form action={`/stop/${token}`}>
        <Actions>
          <Button>{t('Stop it')}</Button>
          <ButtonLink href="/me/mail">{t('Have less of it instead')}</ButtonLink>
        </Actions>
      </Form>
    </Page>
  )
}

export function StoppedPage({ community, isMember }: { community: Community; isMember: boolean }) {
  return (
    <Page
      title={t('You get no mail of {community}', { community: community.title })}
      lead={isMember ? t('You are still a member, and you can have it again whenever you like.') : undefined}
    >
      <Actions>
        <ButtonLink href="/me/mail">{t('What mail you get, and how often')}</ButtonLink>
      </Actions>
    </Page>
  )
}
