import { pick, t } from '../../platform/i18n.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Entries, Entry } from '../../ui/entry.tsx'
import { Page } from '../../ui/page.tsx'
import type { Community, findNetwork } from '../communities/index.ts'

type Network = NonNullable<Awaited<ReturnType<typeof findNetwork>>>

/** Before a network is planted: whoever started the program holds the way in. */
export function UnplantedPage() {
  return (
    <Page title="Copse" lead={t('Copse has just been started, and no network is planted yet.')}>
      <p>{t('The terminal in which it was started shows a link that opens its doors, once.')}</p>
    </Page>
  )
}

export function HomePage({ network, communities }: { network: Network; communities: Community[] }) {
  return (
    <Page
      title={pick(network.name)}
      lead={pick(network.purpose)}
      actions={
        <ButtonLink kind="primary" href="/sign-in">
          {t('Sign in')}
        </ButtonLink>
      }
    >
      <h2>{t('Communities')}</h2>
      <CommunityEntries communities={communities} />
    </Page>
  )
}

function CommunityEntries({ communities }: { communities: Community[] }) {
  return (
    <Entries label={t('Communities')}>
      {communities.map((community) => (
        <Entry
          title={community.title}
          href={`/communities/${community.slug}`}
          meta={t('{count, plural, one {one member} other {# members}}', { count: community.members })}
        >
          {pick(community.purpose)}
        </Entry>
      ))}
    </Entries>
  )
}
