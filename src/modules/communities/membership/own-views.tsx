import { t } from '../../../platform/i18n.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { Time } from '../../../ui/time.tsx'
import type { Community } from '../reads.ts'
import type { findMembership } from './own.ts'

type Membership = Awaited<ReturnType<typeof findMembership>>

const reasons: Record<string, () => string> = {
  joined: () => t('you joined'),
  posting: () => t('your posting is in its region'),
  home_cadre: () => t('your cadre is at home in its region'),
}

/** What she decides of her own membership, the end of it included. */
export function MembershipPage({ community, membership }: { community: Community; membership: Membership }) {
  const home = `/communities/${community.slug}`
  return (
    <Page
      title={t('Your membership of {community}', { community: community.title })}
      crumbs={[{ label: community.title, href: home }]}
    >
      <Facts facts={factsOf(membership)} />
      <Form action={`${home}/membership/listing`}>
        <h2>{t('The list of members')}</h2>
        <Choice name="listed" value="yes" many chosen={membership.listed}>
          {t('Members find my name, organisation and place in the list')}
        </Choice>
        <Button kind="quiet">{t('Keep it so')}</Button>
      </Form>
      <p>
        <ButtonLink href="/me/mail">{t('What mail you get')}</ButtonLink>
      </p>
      <Leaving home={home} hasRole={membership.has_role} />
    </Page>
  )
}

function factsOf({ since, because, class: kind }: Membership) {
  return [
    since && { label: t('Member since'), value: <Time at={since} show="day" /> },
    { label: t('Because'), value: reasons[because]?.() },
    { label: t('You work'), value: kind === 'external' ? t('outside government') : t('in government') },
  ]
}

function Leaving({ home, hasRole }: { home: string; hasRole: boolean }) {
  return (
    <Form action={`${home}/membership/removal`} label={t('Leave')}>
      <h2>{t('Leave')}</h2>
      <p>
        {t('What you wrote stays where it was asked for. Mail stops at once, and you can come back by the same door.')}{' '}
        {hasRole && t('Your roles here end with it: hand them over first.')}
      </p>
      <Button kind="quiet">{t('Leave this community')}</Button>
    </Form>
  )
}
