import { t } from '../../../platform/i18n.ts'
import { Button } from '../../../ui/button.tsx'
import { DOT } from '../../../ui/dot.ts'
import { Entries, Entry } from '../../../ui/entry.tsx'
import { Hidden } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { Time } from '../../../ui/time.tsx'
import { deviceInWords } from './device.ts'
import type { OpenSession } from './reads.ts'
import { MOST_DAYS, REST_DAYS } from './sessions.ts'

type Props = { sessions: OpenSession[]; mine: number | null }

export function SessionsPage({ sessions, mine }: Props) {
  return (
    <Page
      title={t('Where you are signed in')}
      lead={t('If you do not know one of these, sign it out. Whoever sits there is asked to sign in again at once.')}
      crumbs={[{ label: t('About you'), href: '/me' }]}
    >
      <Entries label={t('Where you are signed in')}>
        {sessions.map((session) => (
          <SessionEntry session={session} isMine={session.id === mine} />
        ))}
      </Entries>
      {sessions.some(({ id }) => id !== mine) && (
        <Form action="/me/sessions/others" class="plain" keep={false}>
          <Button kind="quiet">{t('Sign out everywhere else')}</Button>
        </Form>
      )}
      <p class="soft">
        {t('A browser that is not used for {rest} days is signed out by itself, and any after {most} days.', {
          rest: REST_DAYS,
          most: MOST_DAYS,
        })}
      </p>
    </Page>
  )
}

function SessionEntry({ session, isMine }: { session: OpenSession; isMine: boolean }) {
  const { id, user_agent, ip, created_at, seen_at } = session
  const device = deviceInWords(user_agent)
  return (
    <Entry
      title={device}
      over={isMine ? t('This browser') : undefined}
      meta={
        <span>
          {t('Signed in')} <Time at={created_at} />
          {ip && DOT + t('from the network address {ip}', { ip })}
          {!isMine && (
            <>
              {DOT}
              {t('last used')} <Time at={seen_at} show="short" />
            </>
          )}
        </span>
      }
    >
      {!isMine && (
        <Form action="/me/sessions/ending" id={`ending-${id}`} class="plain" keep={false}>
          <Hidden name="session_id" value={id} />
          <Button kind="quiet" label={t('Sign out: {device}', { device })}>
            {t('Sign out')}
          </Button>
        </Form>
      )}
    </Entry>
  )
}
