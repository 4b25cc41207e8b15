import { t } from '../../../platform/i18n.ts'
import { Audience, type AudienceOf } from '../../../ui/audience.tsx'
import { Actions, Button } from '../../../ui/button.tsx'
import { Changes } from '../../../ui/changes.tsx'
import { Hidden } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Mentions } from '../../../ui/mentions.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Page } from '../../../ui/page.tsx'
import { Prose } from '../../../ui/prose.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { Time } from '../../../ui/time.tsx'
import { Unclear } from '../composer.tsx'
import type { Tried } from '../composing.ts'
import type { Draft } from '../drafts/reads.ts'
import { DraftFields, KeptDrafts } from '../drafts/views.tsx'
import type { Post } from '../reads.ts'
import type { Version } from './reads.ts'

type EditProps = {
  post: Post
  slug: string
  href: string
  audience: AudienceOf
  drafts: Draft[]
  tried?: Tried
  /** Other words of hers stand there since she began: both are shown. */
  conflict?: boolean
}

export function EditPage({ post, slug, href, audience, drafts, tried, conflict }: EditProps) {
  const path = `/posts/${post.key}/edit`
  const [draft] = drafts
  const values = tried?.typed ?? { body: draft?.body ?? post.body }
  return (
    <Page title={t('Edit your contribution')} crumbs={[{ label: post.thread_title, href }]}>
      {conflict && <Conflict post={post} />}
      <Form action={path} id="reply" problems={tried?.problems} values={values}>
        <DraftFields place={`${slug}/posts/${post.key}/edit`} draft={draft} />
        {/* Named apart from the draft's version, and always that of the words which stand above. */}
        <Hidden name="edition" value={post.version} />
        <TextArea name="body" label={t('Your contribution')} rows={12} markdown lang={post.language} />
        <Mentions src={`/communities/${slug}/mentions`} field="reply-body" />
        <Unclear names={tried?.unclear} />
        <Audience of={audience} />
        <p class="hint">{hintFor(post)}</p>
        <Saving />
      </Form>
      <KeptDrafts drafts={drafts} path={path} />
    </Page>
  )
}

function Saving() {
  return (
    <Actions>
      <Button>{t('Save')}</Button>
      <Button kind="quiet" action="/drafts">
        {t('Keep as draft')}
      </Button>
    </Actions>
  )
}

function hintFor({ state }: Post): string {
  if (state === 'waiting') return t('Nobody has seen it yet, so nothing is said of the change.')
  return t('What it was before can be read by all who can read it. Mails that have gone out stay as they are.')
}

function Conflict({ post }: { post: Post }) {
  return (
    <Notice kind="warning" title={t('It has been changed since you began.')}>
      <p>{t('Below are your words; this is what stands there now. Saving puts yours in its place.')}</p>
      <Prose html={post.body_html ?? ''} lang={post.language} />
    </Notice>
  )
}

type HistoryProps = { post: Post; author: string; href: string; versions: Version[] }

/** What a post was before, and what changed; for whoever may read the post. */
export function VersionsPage({ post, author, href, versions }: HistoryProps) {
  return (
    <Page
      title={t('Versions of contribution {number}', { number: post.number })}
      lead={author}
      crumbs={[{ label: post.thread_title, href }]}
    >
      {versions.map(({ version, at, changes }) => (
        <section>
          <h2>{version === post.version ? t('As it stands now') : t('Version {version}', { version })}</h2>
          <p class="meta">
            <Time at={at} />
          </p>
          <Changes lines={changes} lang={post.language} />
        </section>
      ))}
    </Page>
  )
}
