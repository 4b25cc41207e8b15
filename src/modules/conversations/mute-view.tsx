import { t } from '../../platform/i18n.ts'
import { Actions, Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { Page } from '../../ui/page.tsx'
import type { Thread } from './reads.ts'

export function MutePage({ thread: { title }, token }: { thread: Thread; token: string }) {
  return (
    <Page title={t('Stop the mail of this conversation')} lead={title}>
      <p>{t('You get no mail of it any more, and it is not in your digest. All other mail stays as it is.')}</p>
      <Form action={`/mute/${token}`}>
        <Actions>
          <Button>{t('Stop it')}</Button>
        </Actions>
      </Form>
    </Page>
  )
}

export function MutedPage({ thread: { title }, path }: { thread: Thread; path: string }) {
  return (
    <Page title={t('You get no mail of this conversation')} lead={title}>
      <p>
        {t('On its page you can have it again:')} <a href={path}>{title}</a>
      </p>
    </Page>
  )
}
