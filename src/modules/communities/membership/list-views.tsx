import { t } from '../../../platform/i18n.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Details } from '../../../ui/details.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { Field, Select } from '../../../ui/field.tsx'
import { Page } from '../../../ui/page.tsx'
import { CountedPager } from '../../../ui/pager.tsx'
import { Table } from '../../../ui/table.tsx'
import type { Community } from '../reads.ts'
import { type ListedMember, type listMembers, MEMBERS_A_PAGE, type MemberFilter, MOST_COUNTED } from './list.ts'

type MembersProps = {
  community: Community
  list: Awaited<ReturnType<typeof listMembers>>
  filter: MemberFilter
  mayTake: boolean
}

export function MembersPage({ community, list, filter, mayTake }: MembersProps) {
  const home = `/communities/${community.slug}`
  return (
    <Page
      title={t('Members of {community}', { community: community.title })}
      crumbs={[{ label: community.title, href: home }]}
      actions={<ListActions home={home} mayTake={mayTake} />}
      width="wide"
    >
      <Details summary={t('Find members')} open={isFiltered(filter)}>
        <Filters path={`${home}/members`} filter={filter} />
      </Details>
      <MemberTable members={list.members} total={list.total} />
      <CountedPager
        page={filter.page}
        of={{ ...list, size: MEMBERS_A_PAGE }}
        order="names"
        href={(page) => `${home}/members?${new URLSearchParams({ ...filter, page: String(page) })}`}
      />
    </Page>
  )
}

function ListActions({ home, mayTake }: { home: string; mayTake: boolean }) {
  return (
    <>
      <ButtonLink href={`${home}/invitation`}>{t('Invite a colleague')}</ButtonLink>
      <ButtonLink href={`${home}/membership`}>{t('Your membership')}</ButtonLink>
      {mayTake && (
        <ButtonLink href={`${home}/members.csv`} download>
          {t('Take the list along (CSV)')}
        </ButtonLink>
      )}
    </>
  )
}

function isFiltered({ name, place, organisation, class: kind }: MemberFilter): boolean {
  return [name, place, organisation, kind].some((words) => words !== '')
}

/** A search changes nothing, so it is sent as a plain address. */
function Filters({ path, filter }: { path: string; filter: MemberFilter }) {
  return (
    <form method="get" action={path} class="form filters" id="members" aria-label={t('Find members')}>
      <Field name="name" label={t('Name')} value={filter.name} width="middle" optional autocomplete="off" />
      <Field name="place" label={t('Place')} value={filter.place} width="middle" optional />
      <Field name="organisation" label={t('Organisation')} value={filter.organisation} width="middle" optional />
      <Select
        name="class"
        label={t('Works')}
        value={filter.class}
        none={t('everybody')}
        options={[
          { value: 'internal', label: t('in government') },
          { value: 'external', label: t('outside government') },
        ]}
        optional
      />
      <Button kind="quiet">{t('Find')}</Button>
    </form>
  )
}

function MemberTable({ members, total }: { members: ListedMember[]; total: number | null }) {
  return (
    <Table
      caption={captionOf(total)}
      columns={[
        { label: t('Name'), cell: (member) => <a href={`/people/${member.key}`}>{member.name}</a>, heads: true },
        { label: t('Organisation'), cell: (member) => member.organisation },
        { label: t('Place'), cell: (member) => member.area },
        {
          label: t('Works'),
          cell: (member) => (member.class === 'external' ? t('outside government') : t('in government')),
        },
      ]}
      rows={members}
      empty={<Empty title={t('Nobody is listed who fits.')}>{t('Try fewer words.')}</Empty>}
    />
  )
}

function captionOf(total: number | null): string {
  if (total === null) return t('More than {count} members are listed here', { count: MOST_COUNTED })
  return t(
    '{total, plural, =0 {Nobody is listed here} one {One member is listed here} other {# members are listed here}}',
    { total },
  )
}
