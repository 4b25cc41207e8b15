import { t } from '../../../platform/i18n.ts'
import type { HeldMail } from '../../../platform/mail/work-inbound/held.ts'
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { Entries, Entry } from '../../../ui/entry.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { Time } from '../../../ui/time.tsx'
import type { Community } from '../reads.ts'
import type { Settled } from './actions.ts'
import type { Held, listHeld } from './reads.ts'

type HeldMails = Awaited<ReturnType<typeof listHeld>>

/** What waits for a coordinator's look, longest first. */
export function HeldPage({ community, address, mails }: { community: Community; address: string; mails: HeldMails }) {
  const home = `/communities/${community.slug}`
  return (
    <Page
      title={t('Held mail')}
      lead={t('Mail to {address} that is not taken before somebody has looked at it.', { address })}
      crumbs={[
        { label: community.title, href: home },
        { label: t('Desk'), href: `${home}/desk` },
      ]}
    >
      {mails.length === 0 && <Empty title={t('Nothing is held.')}>{t('All mail has gone its way.')}</Empty>}
      <div class="held-mails">
        <Entries label={t('Held mail')}>
          {mails.map((mail) => (
            <HeldEntry path={`${home}/held/${mail.key}`} invite={`${home}/invitation`} mail={mail} />
          ))}
        </Entries>
      </div>
    </Page>
  )
}

function HeldEntry({ path, invite, mail }: { path: string; invite: string; mail: HeldMails[number] }) {
  const { sender, from_address, received_at, start, files } = mail
  const subject = mail.subject || t('Without a subject')
  return (
    <Entry
      level={2}
      title={subject}
      over={
        <>
          <span>{sender ? `${sender.name} <${from_address}>` : from_address}</span>
          <Time at={received_at} />
        </>
      }
    >
      <p>{reasonInWords(mail)}</p>
      {start && <Words text={start} />}
      {files.length > 0 && <p class="small">{t('With it: {files}', { files: files.join(', ') })}</p>}
      <Settling path={path} subject={subject} invite={sender?.isMember ? undefined : invite} />
    </Entry>
  )
}

/** Nobody can vouch for a stranger, who is invited instead. */
function Settling({ path, subject, invite }: { path: string; subject: string; invite?: string }) {
  return (
    <Actions>
      {invite ? (
        <ButtonLink href={invite}>{t('Invite the writer')}</ButtonLink>
      ) : (
        <Form action={`${path}/release`} class="plain" label={t('Release “{subject}”', { subject })}>
          <Button>{t('Release')}</Button>
        </Form>
      )}
      <Form action={`${path}/discard`} class="plain" label={t('Discard “{subject}”', { subject })}>
        <Button kind="quiet">{t('Discard')}</Button>
      </Form>
    </Actions>
  )
}

function Words({ text }: { text: string }) {
  return (
    <blockquote class="prose own-words held-words" dir="auto">
      {text}
    </blockquote>
  )
}

function reasonInWords({ reason, sender }: Held): string {
  if (!sender?.isMember) return t('Its address belongs to no member of this community now.')
  if (reason === 'unproven')
    return t('It says that {name} wrote it, and nothing proves that. Release it if you know it is so.', sender)
  if (reason === 'fault')
    return t('It could not be worked through, which is no fault of its writer. Releasing it tries again.')
  if (reason === 'no-receiver') return t('There was nothing that takes new mail. Releasing it tries again.')
  return t('{name} could not be told why it was not taken: {reason}', { name: sender.name, reason })
}

/** The word that a mail is hers; one press, since whoever opens links for her presses nothing. */
export function ConfirmPage({ mail, path }: { mail: HeldMail; path: string }) {
  return (
    <Page
      title={t('Is this mail yours?')}
      lead={t('It came to an address that we gave to you alone, and we cannot tell whether you wrote it.')}
    >
      <Facts
        facts={[
          { label: t('From'), value: mail.from_address ?? '–' },
          { label: t('Subject'), value: mail.subject || '–' },
          { label: t('Received'), value: <Time at={mail.received_at} /> },
        ]}
      />
      <Words text={mail.text} />
      <Form action={path} keep={false}>
        <p>{t('If it is yours, it goes its way as if it had come from your own address.')}</p>
        <Actions>
          <Button name="answer" value="yes">
            {t('Yes, I wrote it')}
          </Button>
          <Button name="answer" value="no" kind="quiet">
            {t('No, it is not mine')}
          </Button>
        </Actions>
      </Form>
    </Page>
  )
}

export function ConfirmedPage({ outcome }: { outcome: Settled }) {
  const { title, lead } = confirmed[outcome]()
  return (
    <Page title={title} lead={lead}>
      {null}
    </Page>
  )
}

const confirmed: Record<Settled, () => { title: string; lead: string }> = {
  released: () => ({
    title: t('Thank you'),
    lead: t('The mail goes its way now. You hear by mail what becomes of it.'),
  }),
  discarded: () => ({
    title: t('It is put aside'),
    lead: t('The mail is not used. Nothing else has happened in your name.'),
  }),
  settled: () => ({
    title: t('It has been settled'),
    lead: t('This mail waits for nobody any more.'),
  }),
}
