import type { PropsWithChildren } from 'hono/jsx'
import type { Problems, Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Entries, Entry } from '../../../ui/entry.tsx'
import { Field, Select } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { Time } from '../../../ui/time.tsx'
import type { Cohort } from '../../people/index.ts'
import type { Community } from '../reads.ts'
import { BatchBody, type BatchProps } from './batch-view.tsx'
import type { listBatches } from './reads.ts'

type Batches = Awaited<ReturnType<typeof listBatches>>
type CommunityCard = Pick<Community, 'title' | 'slug'>

type FilesProps = {
  community: CommunityCard
  cohorts: Cohort[]
  batches: Batches
  problems?: Problems
  typed?: Typed
}

/** Where a file of people is sent in, and those that were sent before. */
export function InvitationFilesPage({ community, cohorts, batches, problems, typed }: FilesProps) {
  const path = `/communities/${community.slug}/invitations/files`
  return (
    <Page
      title={t('Invite people from a file')}
      lead={t('Each gets an invitation in your name, and is in with a one-word reply, and only then.')}
      crumbs={[{ label: community.title, href: `/communities/${community.slug}` }]}
    >
      <FileForm path={path} problems={problems} typed={typed}>
        {cohorts.length > 0 && <CohortOfAll cohorts={cohorts} />}
        <TextArea
          name="why"
          label={t('Why you invite them')}
          rows={3}
          optional
          hint={t('One sentence from you stands in every letter.')}
        />
      </FileForm>
      <p>
        {t(
          'Needed are the columns name and address. Read as well are: organisation, designation, area, since, service, cadre, cohort, language, second address.',
        )}
      </p>
      <Sent batches={batches} path={path} />
    </Page>
  )
}

function CohortOfAll({ cohorts }: Pick<FilesProps, 'cohorts'>) {
  return (
    <Select
      name="cohort_id"
      label={t('Cohort of all in the file')}
      hint={t('A column “cohort” in the file goes before it.')}
      none={t('None')}
      options={cohorts.map(({ id, title }) => ({ value: id, label: title }))}
      optional
    />
  )
}

export function PostingFilesPage({ batches, problems }: { batches: Batches; problems?: Problems }) {
  return (
    <Page
      title={t('New postings from a file')}
      lead={t(
        'Each member is asked whether the new posting is right, and whether to move with it. Nothing of it holds before a yes.',
      )}
      crumbs={[{ label: t('Moves between regions'), href: '/network/transfers' }]}
    >
      <FileForm path="/network/postings" problems={problems} />
      <p>{t('Needed are the columns address and area. Read as well are: name, designation, organisation, since.')}</p>
      <Sent batches={batches} path="/network/postings" />
    </Page>
  )
}

type FileFormProps = PropsWithChildren<{ path: string; problems?: Problems; typed?: Typed }>

function FileForm({ path, problems, typed, children }: FileFormProps) {
  return (
    <Form action={path} problems={problems} values={typed} files>
      <Field
        name="file"
        type="file"
        label={t('File')}
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
        hint={
          <>
            {t(
              'CSV from any spreadsheet program, at most 5 MB and 20,000 lines. The names of the columns may be English or Hindi, in any order.',
            )}{' '}
            <a href={`${path}/example.csv`}>{t('An example file')}</a>
          </>
        }
      />
      {children}
      <Button>{t('Look at it first')}</Button>
      <p class="hint">{t('Nothing is sent yet: you see line by line what would happen.')}</p>
    </Form>
  )
}

function Sent({ batches, path }: { batches: Batches; path: string }) {
  if (batches.length === 0) return null
  return (
    <>
      <h2>{t('Files')}</h2>
      <Entries label={t('Files')}>
        {batches.map(({ key, file_name, by, at, lines, confirmed_at, done_at }) => (
          <Entry
            title={file_name || t('A file')}
            href={`${path}/${key}`}
            meta={
              <>
                {by}, <Time at={at} show="short" />
              </>
            }
            end={done_at ? t('done') : confirmed_at ? t('on its way') : t('not sent yet')}
          >
            {t('{count, plural, one {one line} other {# lines}}', { count: lines ?? 0 })}
          </Entry>
        ))}
      </Entries>
    </>
  )
}

export function InvitationFilePage({ community, ...props }: BatchProps & { community: CommunityCard }) {
  const path = `/communities/${community.slug}/invitations/files`
  const count = props.counts.ready
  return (
    <Page
      title={t('Invitations from “{file}”', { file: props.batch.file_name || t('A file') })}
      crumbs={[
        { label: community.title, href: `/communities/${community.slug}` },
        { label: t('Invite people from a file'), href: path },
      ]}
      actions={<ButtonLink href={`${path}/${props.batch.key}/lines.csv`}>{t('All lines as a file')}</ButtonLink>}
      width="wide"
    >
      <BatchBody
        {...props}
        path={path}
        send={t('{count, plural, one {Send one invitation} other {Send # invitations}}', { count })}
      />
    </Page>
  )
}

export function PostingFilePage(props: BatchProps) {
  const count = props.counts.ready
  return (
    <Page
      title={t('Postings from “{file}”', { file: props.batch.file_name || t('A file') })}
      crumbs={[{ label: t('New postings from a file'), href: '/network/postings' }]}
      actions={
        <ButtonLink href={`/network/postings/${props.batch.key}/lines.csv`}>{t('All lines as a file')}</ButtonLink>
      }
      width="wide"
    >
      <BatchBody
        {...props}
        path="/network/postings"
        send={t('{count, plural, one {Ask one member} other {Ask # members}}', { count })}
      />
    </Page>
  )
}
