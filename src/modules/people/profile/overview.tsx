import { t } from '../../../platform/i18n.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Entries, Entry } from '../../../ui/entry.tsx'
import { Page } from '../../../ui/page.tsx'
import type { Person } from '../reads.ts'

type Line = { path: string; title: string; line: string }

/** All she has said of herself, a line for each part; each part is changed on its own page. */
export function OverviewPage({ person, lines, addresses }: { person: Person; lines: Line[]; addresses: string }) {
  const all = [...lines, { path: '/me/addresses', title: t('Mail addresses'), line: addresses }]
  return (
    <Page
      title={t('About you')}
      lead={t('Only a name is needed. What you add helps others to find you and to ask you.')}
      actions={
        <>
          <ButtonLink href={`/people/${person.key}`}>{t('See it as others do')}</ButtonLink>
          <ButtonLink href="/me/posting">{t('I have a new posting')}</ButtonLink>
        </>
      }
    >
      <Entries label={t('About you')}>
        {all.map(({ path, title, line }) => (
          <Entry title={title} href={path} meta={line || t('Nothing said yet')} />
        ))}
        <Entry title={t('What mail you get')} href="/me/mail" />
        <Entry title={t('How you sign in')} href="/me/sign-in" />
        <Entry title={t('Where you are signed in')} href="/me/sessions" />
        <Entry title={t('Your data')} href="/me/data" />
      </Entries>
    </Page>
  )
}
