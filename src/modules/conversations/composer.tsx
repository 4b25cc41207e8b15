import { t } from '../../platform/i18n.ts'
import { Audience, type AudienceOf } from '../../ui/audience.tsx'
import { Actions, Button } from '../../ui/button.tsx'
import { Choice, Choices } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Form, type Typed } from '../../ui/form.tsx'
import { Mentions } from '../../ui/mentions.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { filesHint } from './attachments.ts'
import type { Tried } from './composing.ts'
import type { Draft } from './drafts/reads.ts'
import { DraftFields, KeptDrafts } from './drafts/views.tsx'
import type { Member } from './mentions/names.ts'

export type ComposerProps = {
  action: string
  label: string
  /** The community's name in addresses, and the path of this composer below it. */
  slug: string
  place: string
  /** The page it stands on, for going on with another draft. */
  path: string
  audience: AudienceOf
  /** What the viewer has begun here, the newest first; empty where nobody is named. */
  drafts: Draft[]
  /** What stands in it at first, such as a quotation. */
  words?: string
  tried?: Tried
  withTitle?: boolean
}

/** Where a contribution is written: it says who reads it, who is told at once, and keeps the words while they are typed. */
export function Composer(props: ComposerProps) {
  const { action, label, slug, place, path, audience, drafts, words = '', tried, withTitle } = props
  const [draft] = drafts
  const keeps = audience.attribution !== 'unattributed'
  return (
    <>
      <Form action={action} id="reply" problems={tried?.problems} values={tried?.typed ?? begun(draft, words)} files>
        {keeps && <DraftFields place={`${slug}/${place}`} draft={draft} />}
        {withTitle && <Field name="title" label={t('What it is about')} maxlength={200} />}
        <TextArea name="body" label={label} rows={8} markdown />
        <Mentions src={`/communities/${slug}/mentions`} field="reply-body" />
        <Unclear names={tried?.unclear} />
        <Everyone count={tried?.everyone} />
        <Field name="files" type="file" label={t('Files')} hint={filesHint()} optional multiple />
        <Audience of={audience} />
        <p class="hint" data-reach>
          {t('Write @ and a name to ask a member at once.')}
        </p>
        <Sending slug={slug} keeps={keeps} />
      </Form>
      <KeptDrafts drafts={drafts} path={path} />
    </>
  )
}

function Sending({ slug, keeps }: { slug: string; keeps: boolean }) {
  return (
    <Actions>
      <Button>{t('Send')}</Button>
      <Button kind="quiet" action={`/communities/${slug}/talk/preview`} apart>
        {t('Look at it first')}
      </Button>
      {keeps && (
        <Button kind="quiet" action="/drafts">
          {t('Keep as draft')}
        </Button>
      )}
    </Actions>
  )
}

/** A quotation comes below what was begun. */
function begun(draft: Draft | undefined, words: string): Typed {
  return { title: draft?.title, body: [draft?.body, words].filter(Boolean).join('\n\n') }
}

/** Members who share a name stand side by side, to be chosen from. */
export function Unclear({ names = [] }: { names?: Member[][] }) {
  return (
    <>
      {names.map((members) => (
        <Choices
          name="told"
          label={t('Which {name}?', { name: members[0]?.name ?? '' })}
          options={members.map(({ key, name, organisation }) => ({ value: key, label: name, hint: organisation }))}
          many
        />
      ))}
    </>
  )
}

export function Everyone({ count }: { count?: number }) {
  if (!count) return null
  return (
    <Choice name="everyone" value={count} many>
      {t('Tell all {count} members at once', { count })}
    </Choice>
  )
}
