import type { Problems, Typed } from '../../platform/http.ts'
import { t } from '../../platform/i18n.ts'
import { Audience, audienceInWords } from '../../ui/audience.tsx'
import { Actions, Button } from '../../ui/button.tsx'
import { Details } from '../../ui/details.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Entries, Entry } from '../../ui/entry.tsx'
import { Field } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { Page } from '../../ui/page.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { Time } from '../../ui/time.tsx'
import type { Community } from '../communities/index.ts'
import type { ListedPost, Thread } from './reads.ts'
import { Posts } from './views.tsx'

type Tried = { problems: Problems; typed: Typed }
type ListProps = { community: Community; threads: Thread[]; tried?: Tried }

export function TalkListPage({ community, threads, tried }: ListProps) {
  const { title, slug } = community
  return (
    <Page
      title={t('Talk in {community}', { community: title })}
      crumbs={[{ label: title, href: `/communities/${slug}` }]}
      audience={audienceInWords(audienceOf(community))}
    >
      {threads.length === 0 && <Empty title={t('Nothing has been said here yet.')} />}
      <Entries label={t('Talk')}>
        {threads.map((thread) => (
          <Entry
            title={thread.title}
            href={`/communities/${slug}/talk/${thread.key}`}
            lang={thread.language}
            meta={t('{count, plural, one {one contribution} other {# contributions}}', { count: thread.last_number })}
            end={<Time at={thread.created_at} show="short" />}
          />
        ))}
      </Entries>
      <Details summary={t('Say something new')} open={!!tried}>
        <Form action={`/communities/${slug}/talk`} problems={tried?.problems} values={tried?.typed} files>
          <Field name="title" label={t('What it is about')} maxlength={200} />
          <Words label={t('What you want to say')} />
          <Audience of={audienceOf(community)} />
          <Actions>
            <Button>{t('Send')}</Button>
          </Actions>
        </Form>
      </Details>
    </Page>
  )
}

type TalkProps = { community: Community; thread: Thread; posts: ListedPost[]; mayPost: boolean; tried?: Tried }

export function TalkPage({ community, thread, posts, mayPost, tried }: TalkProps) {
  const { title, slug } = community
  return (
    <Page
      title={thread.title}
      crumbs={[
        { label: title, href: `/communities/${slug}` },
        { label: t('Talk'), href: `/communities/${slug}/talk` },
      ]}
      audience={audienceInWords(audienceOf(community, thread))}
    >
      <Posts posts={posts} />
      {mayPost && (
        <Form
          action={`/communities/${slug}/talk/${thread.key}/posts`}
          problems={tried?.problems}
          values={tried?.typed}
          files
        >
          <Words label={t('Your contribution')} />
          <Audience of={audienceOf(community, thread)} />
          <Actions>
            <Button>{t('Send')}</Button>
          </Actions>
        </Form>
      )}
    </Page>
  )
}

function Words({ label }: { label: string }) {
  return (
    <>
      <TextArea name="body" label={label} rows={8} markdown />
      <Field
        name="files"
        type="file"
        label={t('Files')}
        hint={t('At most ten, 20 megabytes together.')}
        optional
        multiple
      />
    </>
  )
}

function audienceOf({ title, members, ...community }: Community, thread?: Thread) {
  const { reach, staff_only } = thread ?? community
  const attribution = thread?.room_attribution ?? community.attribution
  return { reach, staff_only, attribution, community: title, members }
}
