import type { Problems, Typed } from '../../platform/http.ts'
import { listFormat, t } from '../../platform/i18n.ts'
import { Attachments } from '../../ui/attachment.tsx'
import { Actions, Button, ButtonLink } from '../../ui/button.tsx'
import { Details } from '../../ui/details.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Entries, Entry } from '../../ui/entry.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { Page } from '../../ui/page.tsx'
import { Pager } from '../../ui/pager.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { Time } from '../../ui/time.tsx'
import { LetterText } from './letter-text.tsx'
import type { ListedLetter, ReceivedLetter } from './reads.ts'

type MailboxProps = { letters: ListedLetter[]; earlier: number | null; addresses: string[] }

/** What a mail program would show this person. */
export function MailboxPage({ letters, earlier, addresses }: MailboxProps) {
  return (
    <Page
      title={t('Mailbox')}
      lead={t('No mail server is set here, so mail to {addresses} comes to this page, and goes nowhere else.', {
        addresses: listFormat(addresses),
      })}
      actions={
        <>
          <ButtonLink href="/mailbox/new" kind="primary">
            {t('New mail')}
          </ButtonLink>
          <ButtonLink href="/mailbox">{t('Look for new mail')}</ButtonLink>
        </>
      }
    >
      {letters.length === 0 && <Empty title={t('No mail yet.')}>{t('What Copse writes to you comes here.')}</Empty>}
      <div class="letters">
        <Entries label={t('Mails, newest first')}>
          {letters.map((letter) => (
            <LetterEntry {...letter} />
          ))}
        </Entries>
      </div>
      {earlier !== null && <Pager earlier={`/mailbox?before=${earlier}`} />}
    </Page>
  )
}

function LetterEntry({ id, from, subject, start, at }: ListedLetter) {
  const over = (
    <>
      <span class="letter-from">{from}</span>
      <Time at={at} />
    </>
  )
  return (
    <Entry title={subject} href={`/mailbox/${id}`} over={over}>
      <p class="letter-start">{start}</p>
    </Entry>
  )
}

type Tried = { problems?: Problems; values?: Typed }
type LetterProps = Tried & { letter: ReceivedLetter; addresses: string[] }

export function LetterPage({ letter, addresses, problems, values }: LetterProps) {
  const { id, subject, text, attachments, html } = letter
  return (
    <Page title={subject} crumbs={[{ label: t('Mailbox'), href: '/mailbox' }]}>
      <Headers letter={letter} />
      <article aria-label={t('The mail')}>
        <LetterText text={text} />
        <Attachments
          files={attachments.map(({ name, size }, at) => ({
            name,
            bytes: size,
            href: `/mailbox/${id}/attachments/${at + 1}`,
          }))}
        />
      </article>
      {html !== undefined && (
        <p>
          <a href={`/mailbox/${id}/html`}>{t('As a mail program with colours and type shows it')}</a>
        </p>
      )}
      <Reply letter={letter} addresses={addresses} problems={problems} values={values} />
    </Page>
  )
}

function Headers({ letter }: { letter: ReceivedLetter }) {
  const { from, to, at, answersTo, headers } = letter
  return (
    <div class="letter-head">
      <Facts
        facts={[
          { label: t('From'), value: `${from.name} <${from.address}>` },
          { label: t('To'), value: to },
          { label: t('Received'), value: <Time at={at} /> },
          answersTo !== null && { label: t('Answers go to'), value: <span class="letter-address">{answersTo}</span> },
        ]}
      />
      <Details summary={t('All headers')}>
        <pre class="letter-raw">{headers}</pre>
      </Details>
    </div>
  )
}

function Reply({ letter, addresses, problems, values }: LetterProps) {
  if (letter.answersTo === null) return <p class="soft">{t('This mail takes no answer.')}</p>
  return (
    <section>
      <h2>{t('Reply')}</h2>
      <Form action={`/mailbox/${letter.id}/reply`} problems={problems} values={values} files>
        <TextArea
          name="text"
          label={t('Your reply')}
          hint={t('It goes in through the mail entrance, with the mail quoted below, as from any mail program.')}
          rows={5}
        />
        <FromAndFiles addresses={addresses} from={letter.to} />
        <Actions>
          <Button>{t('Send')}</Button>
        </Actions>
      </Form>
    </section>
  )
}

function FromAndFiles({ addresses, from }: { addresses: string[]; from?: string }) {
  return (
    <>
      {addresses.length > 1 && (
        <Select
          name="from"
          label={t('From')}
          value={from}
          options={addresses.map((address) => ({ value: address, label: address }))}
        />
      )}
      <Field name="files" type="file" label={t('Attachments')} multiple optional />
    </>
  )
}

type NewMailProps = Tried & { recipients: { name: string; address: string }[]; addresses: string[] }

export function NewMailPage({ recipients, addresses, problems, values }: NewMailProps) {
  return (
    <Page
      title={t('New mail')}
      lead={t('A mail to a community is how most questions begin: it reaches the desk, and nobody else at first.')}
      crumbs={[{ label: t('Mailbox'), href: '/mailbox' }]}
    >
      <Form action="/mailbox/new" problems={problems} values={values} files>
        <Select
          name="to"
          label={t('To')}
          options={recipients.map(({ name, address }) => ({ value: address, label: `${name} <${address}>` }))}
        />
        <Field name="subject" label={t('Subject')} maxlength={200} optional />
        <TextArea name="text" label={t('Your mail')} rows={8} />
        <FromAndFiles addresses={addresses} />
        <Actions>
          <Button>{t('Send')}</Button>
        </Actions>
      </Form>
    </Page>
  )
}
