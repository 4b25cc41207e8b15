import type { Problems, Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { Entries, Entry } from '../../../ui/entry.tsx'
import { Field } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { Pager } from '../../../ui/pager.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { Time } from '../../../ui/time.tsx'
import type { Community } from '../reads.ts'
import { questionFields } from './questions.ts'
import type { Applied } from './reads.ts'
import { AnswerList } from './views.tsx'

type ListProps = { community: Community; applications: Applied[]; page: number; hasMore: boolean }

export function ApplicationsPage({ community, applications, page, hasMore }: ListProps) {
  const home = `/communities/${community.slug}`
  return (
    <Page
      title={t('Requests to join')}
      lead={t('Read by those who look after {community} alone. What was answered is kept.', {
        community: community.title,
      })}
      crumbs={[{ label: community.title, href: home }]}
      actions={<ListActions home={home} />}
    >
      {applications.length === 0 && <Empty title={t('Nobody has asked to join.')} />}
      <Entries label={t('Requests to join')}>
        {applications.map((one) => (
          <Entry
            title={one.name}
            href={`${home}/applications/${one.key}`}
            meta={one.organisation}
            over={<Decision application={one} />}
            end={<Time at={one.decided_at ?? one.at} show="short" />}
          />
        ))}
      </Entries>
      <Pager later={page > 1 ? `?page=${page - 1}` : undefined} earlier={hasMore ? `?page=${page + 1}` : undefined} />
    </Page>
  )
}

function ListActions({ home }: { home: string }) {
  return (
    <>
      <ButtonLink href={`${home}/questions`}>{t('What is asked')}</ButtonLink>
      <ButtonLink href={`${home}/applications.csv`} download>
        {t('Take the answers along (CSV)')}
      </ButtonLink>
    </>
  )
}

const decisions: Record<string, () => string> = {
  accepted: () => t('taken in'),
  declined: () => t('declined'),
  withdrawn: () => t('taken back'),
}

function Decision({ application: { decision } }: { application: Pick<Applied, 'decision'> }) {
  return <Badge tone={decision ? 'plain' : 'waiting'}>{decision ? decisions[decision]?.() : t('waits for you')}</Badge>
}

type OneProps = { community: Community; application: Applied; tried?: { problems: Problems; typed: Typed } }

export function ApplicationPage({ community, application, tried }: OneProps) {
  const home = `/communities/${community.slug}`
  const { name, key, decision } = application
  return (
    <Page
      title={t('{name} asks to join', { name })}
      meta={application.organisation}
      crumbs={[
        { label: community.title, href: home },
        { label: t('Requests to join'), href: `${home}/applications` },
      ]}
    >
      {application.class === 'external' && <p>{t('Works outside government.')}</p>}
      <AnswerList application={application} />
      {decision ? (
        <Decided application={application} />
      ) : (
        <Deciding path={`${home}/applications/${key}`} name={name} tried={tried} />
      )}
    </Page>
  )
}

function Decided({ application }: Pick<OneProps, 'application'>) {
  const { decided_by, note } = application
  return (
    <p>
      <Decision application={application} /> {decided_by}
      {note && <span class="own-words"> {note}</span>}
    </p>
  )
}

function Deciding({ path, name, tried }: Pick<OneProps, 'tried'> & { path: string; name: string }) {
  return (
    <Form action={path} problems={tried?.problems} values={tried?.typed}>
      <TextArea name="note" label={t('A line to {name}', { name })} rows={3} optional />
      <Actions>
        <Button name="decision" value="accepted">
          {t('Take in')}
        </Button>
        <Button name="decision" value="declined" kind="quiet">
          {t('Decline')}
        </Button>
      </Actions>
    </Form>
  )
}

type QuestionsProps = {
  community: Community
  questions: { words: string; required: boolean }[]
  tried?: { problems: Problems; typed: Typed }
}

export function QuestionsPage({ community, questions, tried }: QuestionsProps) {
  const home = `/communities/${community.slug}`
  return (
    <Page
      title={t('What is asked')}
      lead={t('Whoever asks to join answers these. Two or three are enough, and none is possible.')}
      crumbs={[
        { label: community.title, href: home },
        { label: t('Requests to join'), href: `${home}/applications` },
      ]}
    >
      <Form action={`${home}/questions`} problems={tried?.problems} values={tried?.typed}>
        {questionFields.map((at) => (
          <OneQuestion at={at} question={questions[at - 1]} />
        ))}
        <Button>{t('Save')}</Button>
      </Form>
    </Page>
  )
}

function OneQuestion({ at, question }: { at: number; question?: QuestionsProps['questions'][number] }) {
  return (
    <>
      <Field name={`question-${at}`} label={t('Question {at}', { at })} value={question?.words} optional />
      <Choice name={`needed-${at}`} value="yes" many chosen={question?.required ?? true}>
        {t('Must be answered')}
      </Choice>
    </>
  )
}
