import type { Problems, Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Button } from '../../../ui/button.tsx'
import { Choices } from '../../../ui/choice.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { Entries, Entry } from '../../../ui/entry.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Page } from '../../../ui/page.tsx'
import { Pager } from '../../../ui/pager.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { Time } from '../../../ui/time.tsx'
import type { Community } from '../reads.ts'
import type { NamedPair } from './pair.ts'
import { Pair } from './pair-view.tsx'
import type { BreakGlass } from './reads.ts'
import { HOURS_TO_ANSWER, hourChoices, hoursInWords, stateInWords } from './states.ts'
import { Reason } from './views.tsx'

type Tried = { problems: Problems; typed: Typed }
type Paged = { list: BreakGlass[]; page: number; more: boolean }

const lead = () =>
  t(
    'No office gives reading. An administrator reads a closed room only for a stated reason and a short time, when a second person agrees, and its members are told.',
  )

type RoomProps = { community: Community; paged: Paged; asks: boolean; lacking?: string; tried?: Tried }

/** What there was in one room, for its members; and the asking, for an administrator who is none of them. */
export function RoomListPage({ community, paged, asks, lacking, tried }: RoomProps) {
  const { slug, title } = community
  const path = `/communities/${slug}/break-glass`
  return (
    <Page
      title={t('Break-glass in {community}', { community: title })}
      lead={lead()}
      crumbs={[{ label: title, href: `/communities/${slug}` }]}
    >
      {asks && lacking && <Notice kind="info">{lacking}</Notice>}
      {asks && !lacking && <Ask path={path} community={community} tried={tried} />}
      <h2>{asks ? t('What there was') : t('Who read here')}</h2>
      <List paged={paged} path={path} empty={t('Nobody has read here under break-glass.')} />
    </Page>
  )
}

function Ask({ path, community, tried }: { path: string; community: Community; tried?: Tried }) {
  return (
    <Form action={path} problems={tried?.problems} values={tried?.typed}>
      <TextArea
        name="reason"
        label={t('Why you need to read {community}', { community: community.title })}
        hint={t('In your own words. The second person reads it now, the members when it is opened.')}
        rows={4}
      />
      <Choices
        name="hours"
        label={t('For how long')}
        options={hourChoices.map((hours) => ({ value: hours, label: hoursInWords(hours) }))}
        inline
      />
      <p class="soft">
        {t('Unless a second person agrees within {hours} hours, nothing opens.', { hours: HOURS_TO_ANSWER })}
      </p>
      <Button>{t('Ask a second person')}</Button>
    </Form>
  )
}

type NetworkProps = { paged: Paged; pairs: NamedPair[]; tried?: Tried }

/** All of the network, for its administrators. */
export function NetworkListPage({ paged, pairs, tried }: NetworkProps) {
  return (
    <Page
      title={t('Break-glass in the network')}
      lead={lead()}
      crumbs={[{ label: t('The network'), href: '/network' }]}
    >
      <p>{t('To ask, open the page of the community and choose break-glass there.')}</p>
      <List paged={paged} path="/network/break-glass" empty={t('Nobody has asked yet.')} named />
      <Pair pairs={pairs} tried={tried} />
    </Page>
  )
}

type ListProps = { paged: Paged; path: string; empty: string; named?: boolean }

function List({ paged: { list, page, more }, path, empty, named }: ListProps) {
  if (list.length === 0 && page === 1) return <Empty title={empty} />
  return (
    <>
      <Entries label={t('Break-glass')}>
        {list.map((glass) => (
          <Entry
            title={named ? t('{reader} in {community}', glass) : glass.reader}
            href={`/break-glass/${glass.key}`}
            over={stateInWords(glass.state)}
            end={<Time at={glass.opened_at ?? glass.asked_at} show="short" />}
            meta={metaOf(glass)}
          >
            <Reason glass={glass} />
          </Entry>
        ))}
      </Entries>
      <Pager
        later={page > 1 ? `${path}?page=${page - 1}` : undefined}
        earlier={more ? `${path}?page=${page + 1}` : undefined}
      />
    </>
  )
}

function metaOf({ opened_at, second, hours, pages }: BreakGlass): string {
  if (!opened_at) return hoursInWords(hours)
  return t('{hours}, agreed by {second}, {pages, plural, =0 {nothing read} one {one page read} other {# pages read}}', {
    ...{ hours: hoursInWords(hours), second: second ?? '', pages },
  })
}
