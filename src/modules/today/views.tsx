import type { Child } from 'hono/jsx'
import { pick, t } from '../../platform/i18n.ts'
import type { Need } from '../../platform/module.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Details } from '../../ui/details.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Entries, Entry } from '../../ui/entry.tsx'
import { Page } from '../../ui/page.tsx'
import { currentShell } from '../../ui/shell.ts'
import { timeInWords } from '../../ui/time.tsx'
import type { Mine } from './reads.ts'

/** More lines than these are no help in deciding where to begin. */
const MOST_LINES = 7

type TodayProps = { name: string; needs: Need[]; news: unknown[]; communities: Mine[] }

export function TodayPage({ name, needs, news, communities }: TodayProps) {
  return (
    <Page title={t('Today')} lead={t('What needs you, {name}.', { name })}>
      {needs.length === 0 && (
        <Empty title={t('Nothing waits for you.')}>{t('A good moment to read, or to ask.')}</Empty>
      )}
      <Needs needs={needs} />
      {news as Child[]}
      <h2>{t('Your communities')}</h2>
      {communities.length === 0 && (
        <Empty title={t('You are not a member of a community yet.')} action={<Directory />} />
      )}
      <Entries label={t('Your communities')}>
        {communities.map((community) => (
          <CommunityEntry community={community} />
        ))}
      </Entries>
    </Page>
  )
}

function Needs({ needs }: { needs: Need[] }) {
  const rest = needs.slice(MOST_LINES)
  return (
    <>
      <Entries label={t('What needs you')}>
        {needs.slice(0, MOST_LINES).map((need) => (
          <NeedEntry need={need} />
        ))}
      </Entries>
      {rest.length > 0 && (
        <Details summary={t('{count} more', { count: rest.length })}>
          <Entries label={t('What else needs you')}>
            {rest.map((need) => (
              <NeedEntry need={need} />
            ))}
          </Entries>
        </Details>
      )}
    </>
  )
}

/** What, why her, until when, and the one act that makes it go. */
function NeedEntry({ need: { text, why, act, href, due, since } }: { need: Need }) {
  return (
    <Entry title={text} href={href} meta={whenInWords({ due, since })} end={<ButtonLink href={href}>{act}</ButtonLink>}>
      {why}
    </Entry>
  )
}

function whenInWords({ due, since }: Pick<Need, 'due' | 'since'>): string {
  const zone = currentShell().zone ?? 'UTC'
  if (due) return t('until {date}', { date: timeInWords(due, zone) })
  return since ? t('since {date}', { date: timeInWords(since, zone, zone, 'short') }) : ''
}

function CommunityEntry({ community: { slug, name, ...unread } }: { community: Mine }) {
  return <Entry title={pick(name)} href={`/communities/${slug}`} meta={unreadInWords(unread)} />
}

function unreadInWords({ unread, many }: Pick<Mine, 'unread' | 'many'>): string {
  if (many) return t('Many conversations with something new')
  return t(
    '{unread, plural, =0 {Nothing new} one {One conversation with something new} other {# conversations with something new}}',
    { unread },
  )
}

function Directory() {
  return <ButtonLink href="/communities">{t('All communities')}</ButtonLink>
}
