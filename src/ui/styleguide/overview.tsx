import { t } from '../../platform/i18n.ts'
import { Attachments } from '../attachment.tsx'
import { Audience } from '../audience.tsx'
import { Badge } from '../badge.tsx'
import { Actions, Button, ButtonLink } from '../button.tsx'
import { Details } from '../details.tsx'
import { Empty } from '../empty.tsx'
import { Icon, type IconName } from '../icon.tsx'
import { Menu, MenuLink } from '../menu.tsx'
import { Meter } from '../meter.tsx'
import { Notice } from '../notice.tsx'
import { Page } from '../page.tsx'
import { Pager } from '../pager.tsx'
import { People, Person } from '../person.tsx'
import { Prose } from '../prose.tsx'
import { Stepper } from '../stepper.tsx'
import { Table } from '../table.tsx'
import { Tabs } from '../tabs.tsx'
import { Day, Time } from '../time.tsx'
import { Forms } from './forms.tsx'
import { Part } from './part.tsx'
import { answers, people } from './words.tsx'

export function Overview() {
  return (
    <Page
      title={t('Style guide')}
      lead={t('Every component in its states. The people and their words are invented.')}
      width="wide"
    >
      <Samples />
      <Type />
      <Buttons />
      <Remarks />
      <States />
      <Nothing />
      <Lists />
      <Part title={t('People')}>
        <Person {...people.kavita} size="large" note={t('Answers within a day')} />
        <People people={Object.values(people)} />
      </Part>
      <Forms />
      <Pictures />
    </Page>
  )
}

function Samples() {
  const parts = {
    today: t('Today'),
    empty: t('Nothing to do'),
    query: t('A query'),
    ask: t('Asking'),
    compile: t('Compiling'),
    reply: t('A consolidated reply'),
  }
  return (
    <Tabs
      label={t('Sample pages')}
      tabs={Object.entries(parts).map(([part, label]) => ({ label, href: `/styleguide/${part}` }))}
    />
  )
}

function Type() {
  return (
    <Part title={t('Type')}>
      <h3>A heading of the third level</h3>
      <Prose html={answers.meenakshi} />
      <Prose html={answers.sunita} lang="hi" />
    </Part>
  )
}

function Buttons() {
  return (
    <Part title={t('Buttons and menus')}>
      <Actions>
        <Button>{t('Send')}</Button>
        <Button kind="quiet">{t('Keep as a draft')}</Button>
        <Button kind="danger">{t('Withdraw')}</Button>
        <Button disabled>{t('Sent')}</Button>
        <ButtonLink href="#pdf">{t('Print view')}</ButtonLink>
        <Menu label={t('More')}>
          <MenuLink href="#extend">{t('Extend once')}</MenuLink>
          <MenuLink href="#redirect">{t('Redirect')}</MenuLink>
        </Menu>
      </Actions>
    </Part>
  )
}

function Remarks() {
  return (
    <Part title={t('Remarks')}>
      <Notice>{t('The asker sees it first. Without a word in two working days it is published.')}</Notice>
      <Notice kind="success">
        {t('Your response is in. It goes out in two minutes, so that you can still change it.')}
      </Notice>
      <Notice kind="warning" title={t('Nobody has answered yet')}>
        {t('Answers come because someone asked a person by name.')}
      </Notice>
      <Notice kind="danger">{t('This query is closed to responses.')}</Notice>
      <Audience of={{ reach: 'community', attribution: 'unattributed', community: 'North', members: 214 }} />
    </Part>
  )
}

function States() {
  return (
    <Part title={t('States')}>
      <p class="meta">
        <Badge>{t('Draft')}</Badge> <Badge tone="active">{t('Gathering')}</Badge>{' '}
        <Badge tone="waiting">{t('Waits for your yes')}</Badge> <Badge tone="urgent">{t('Urgent')}</Badge>{' '}
        <Badge tone="done">{t('Published')}</Badge>
      </p>
      <Stepper
        label={t('The way of this query')}
        steps={[
          { label: t('Asked') },
          { label: t('Shaped') },
          { label: t('Gathering'), note: t('until 4 December') },
          { label: t('Compiling') },
          { label: t('Published') },
        ]}
        now={2}
      />
      <Meter label={t('Responses taken over')} of={12} most={18} />
      <p>
        <Time at={new Date('2026-11-27T12:00:00Z')} zone="Asia/Kolkata" /> · <Day on="2026-12-04" relative />
      </p>
    </Part>
  )
}

function Nothing() {
  return (
    <Part title={t('Nothing yet')}>
      <Empty
        title={t('No query is open in North.')}
        action={<ButtonLink href="#ask">{t('Ask the community')}</ButtonLink>}
      >
        <p>{t('The last one was answered by 17 members; it stands in the library.')}</p>
      </Empty>
    </Part>
  )
}

type Row = { title: string; state: string; asker: string; age: number }

function Lists() {
  const rows: Row[] = [
    { title: 'Rotating school principals', state: t('Gathering'), asker: 'Kavita Rao', age: 3 },
    { title: 'A village library on ₹ 12,000 a year', state: t('Compiling'), asker: 'Tsering Dolma', age: 16 },
  ]
  return (
    <Part title={t('Tables and pages')}>
      <Tabs
        label={t('Desk')}
        tabs={[
          { label: t('To shape'), href: '#shape', count: 2, here: true },
          { label: t('Gathering'), href: '#gathering', count: 3 },
          { label: t('To compile'), href: '#compile', count: 1 },
        ]}
      />
      <Table
        caption={t('Queries on the desk')}
        rows={rows}
        columns={[
          { label: t('Query'), cell: (row) => <a href="#query">{row.title}</a>, heads: true },
          { label: t('State'), cell: (row) => <Badge tone="active">{row.state}</Badge> },
          { label: t('Asker'), cell: (row) => row.asker },
          { label: t('Working days'), cell: (row) => row.age, numeric: true },
        ]}
      />
      <Pager
        earlier="?page=3"
        later="?page=1"
        words={t('{from} to {to} of {count}', { from: 21, to: 40, count: 113 })}
      />
      <Attachments files={[{ name: 'treasury-letter-overlap.pdf', href: '#file', bytes: 1_840_000, kind: 'PDF' }]} />
      <Details summary={t('How this was compiled')}>
        <p>{t('Two people, fifty minutes, four responses.')}</p>
      </Details>
    </Part>
  )
}

const icons: IconName[] = ['mark', 'search', 'next', 'check', 'warn', 'info', 'stop', 'eye', 'clip', 'mail', 'print']

function Pictures() {
  return (
    <Part title={t('Pictures')}>
      <p class="actions">
        {icons.map((name) => (
          <Icon name={name} />
        ))}
      </p>
    </Part>
  )
}
