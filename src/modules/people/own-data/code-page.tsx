import type { Problems } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Page } from '../../../ui/page.tsx'
import { CodeForm } from '../code-view.tsx'

export function ErasureCodePage({ problems }: { problems?: Problems }) {
  return (
    <Page
      title={t('Look at your mail')}
      lead={t(
        'A mail with a code of six digits is on its way to you. With it, the time until the erasure begins to run.',
      )}
      crumbs={[{ label: t('Your data'), href: '/me/data' }]}
    >
      <CodeForm action="/me/data/erasure/code" press={t('Erase my data')} again="/me/data" problems={problems} />
    </Page>
  )
}
