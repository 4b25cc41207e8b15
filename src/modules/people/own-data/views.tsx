import { t } from '../../../platform/i18n.ts'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'

export function OwnDataPage() {
  return (
    <Page
      title={t('Your data')}
      lead={t('What Copse holds of you is yours: take it along whenever you like.')}
      crumbs={[{ label: t('About you'), href: '/me' }]}
    >
      <CopySection />
    </Page>
  )
}

function CopySection() {
  return (
    <section>
      <h2>{t('Take it along')}</h2>
      <p>
        {t(
          'One file with your profile, addresses, memberships, roles, posts, answers, drafts, bookmarks and collections, the list of the letters sent to you, and the files you added.',
        )}
      </p>
      <p class="soft">{t('What you wrote without your name is not in it: nothing here says that it is yours.')}</p>
      <Form action="/me/data/copy" class="plain" keep={false}>
        <Button kind="quiet">{t('Take a copy')}</Button>
      </Form>
    </section>
  )
}
