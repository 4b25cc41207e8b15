import type { Problems, Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { Hidden } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Page } from '../../../ui/page.tsx'
import { Prose } from '../../../ui/prose.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import type { Community } from '../../communities/index.ts'
import { type Query, queryPath } from '../query.ts'

type AgreementProps = {
  community: Community
  query: Query
  note: string
  wording: string
  /** Which wording she reads. */
  round: number
  /** Worded anew while she read. */
  stale?: boolean
  problems?: Problems
  values?: Typed
}

/** Her yes, or what should change: without it nothing goes round. */
export function AgreementPage(props: AgreementProps) {
  const { community, query, note, wording, stale } = props
  return (
    <Page
      title={t('Shall we ask it like this?')}
      lead={t('It goes to {count, plural, one {one member} other {# members}} of {community} when you say OK.', {
        count: community.members,
        community: community.title,
      })}
      crumbs={[{ label: community.title, href: `/communities/${community.slug}` }]}
    >
      {stale && (
        <Notice kind="warning">{t('It has been worded anew since. Read the newest wording, and answer that.')}</Notice>
      )}
      {note && <blockquote>{note}</blockquote>}
      <h2 lang={query.language}>{query.title}</h2>
      <Prose html={wording} lang={query.language} />
      <AgreementForm {...props} />
    </Page>
  )
}

function AgreementForm({ community, query, round, problems, values }: AgreementProps) {
  return (
    <Form action={`${queryPath(community, query)}/agreement`} id="agreement" problems={problems} values={values}>
      <Hidden name="round" value={round} />
      <TextArea
        name="words"
        label={t('What should change?')}
        hint={t('Leave it empty when it is right.')}
        rows={4}
        optional
      />
      <Actions>
        <Button name="answer" value="ok">
          {t('OK, ask it')}
        </Button>
        <Button name="answer" value="changes" kind="quiet">
          {t('Send my changes to the desk')}
        </Button>
      </Actions>
    </Form>
  )
}

type AskerProps = { community: Community; query: Query; problems?: Problems; values?: Typed }

export function WithdrawPage({ community, query, problems, values }: AskerProps) {
  return (
    <Page
      title={t('Withdraw the query')}
      lead={query.title}
      crumbs={[{ label: community.title, href: `/communities/${community.slug}` }]}
    >
      <p>{t('It takes no more responses, and those who have answered are told. Your words stay with you.')}</p>
      <Form action={`${queryPath(community, query)}/withdrawal`} id="withdraw" problems={problems} values={values}>
        <TextArea name="reason" label={t('Why, in a line')} rows={2} optional />
        <Actions>
          <Button kind="danger">{t('Withdraw')}</Button>
          <ButtonLink href={queryPath(community, query)}>{t('Keep it')}</ButtonLink>
        </Actions>
      </Form>
    </Page>
  )
}

type ArchiveProps = AskerProps & { item: { title: string; summary: string; href: string } | null }

export function ArchivePage({ community, query, item, problems }: ArchiveProps) {
  if (!item)
    return (
      <Page title={t('Does this answer it?')}>
        <Empty title={t('There is no reply to look at just now.')} />
      </Page>
    )
  return (
    <Page
      title={t('Does this answer it?')}
      lead={query.title}
      crumbs={[{ label: community.title, href: `/communities/${community.slug}` }]}
    >
      <h2>
        <a href={item.href}>{item.title}</a>
      </h2>
      <p>{item.summary}</p>
      <Accepting path={`${queryPath(community, query)}/archive`} problems={problems} />
    </Page>
  )
}

function Accepting({ path, problems }: Pick<ArchiveProps, 'problems'> & { path: string }) {
  return (
    <Form action={path} id="archive" problems={problems}>
      <Actions>
        <Button name="answer" value="yes">
          {t('Yes, it does')}
        </Button>
        <Button name="answer" value="no" kind="quiet">
          {t('No, ask on')}
        </Button>
      </Actions>
    </Form>
  )
}
