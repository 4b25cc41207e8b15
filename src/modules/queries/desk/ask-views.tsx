import type { Problems, Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx'
import { Choices } from '../../../ui/choice.tsx'
import { Details } from '../../../ui/details.tsx'
import { DateField, Field, Hidden } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Page } from '../../../ui/page.tsx'
import { Similar } from '../../../ui/similar.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import type { Community } from '../../communities/index.ts'
import { kindName, kinds } from '../query.ts'
import type { Similar as SimilarReply } from './similar.ts'

type AskProps = {
  community: Community
  open: { key: string; title: string } | null
  drafts: { key: string; title: string }[]
  similar: SimilarReply[]
  problems?: Problems
  values?: Typed
}

/** One large field is enough; all else can be left to the desk. */
export function AskPage(props: AskProps) {
  const { community, open, drafts } = props
  const base = `/communities/${community.slug}/queries`
  return (
    <Page
      title={t('Ask {community}', { community: community.title })}
      lead={t(
        'Write it as you would to a colleague. The coordinator words it with you, and it goes round only with your yes.',
      )}
      crumbs={[{ label: community.title, href: `/communities/${community.slug}` }]}
    >
      {open && <OpenAlready base={base} open={open} />}
      <AskForm {...props} base={base} />
      {drafts.length > 0 && <Drafts base={base} drafts={drafts} maySend={!open} />}
    </Page>
  )
}

function AskForm({ community, similar, problems, values, base }: AskProps & { base: string }) {
  return (
    <Form action={`${base}/new`} id="ask" problems={problems} values={values}>
      <TextArea name="text" label={t('What problem is on your desk?')} rows={8} />
      <Similar src={`${base}/similar`} form="ask" field="text" label={t('Asked before')}>
        <SimilarReplies similar={similar} base={base} />
      </Similar>
      <Details summary={t('Say more, if you like')} open={Boolean(problems)}>
        <MoreFields community={community} />
      </Details>
      <p class="audience">
        <Icon name="eye" /> {t('At first only the desk reads it: coordinators and researchers.')}
      </p>
      <Actions>
        <Button>{t('Send it to the desk')}</Button>
        <Button kind="quiet" name="similar" value="show">
          {t('First show what was asked before')}
        </Button>
      </Actions>
    </Form>
  )
}

function MoreFields({ community: { attribution } }: { community: Community }) {
  const wanted = kinds.map((kind) => ({ value: kind, label: kindName(kind) }))
  return (
    <>
      <Choices name="kinds" label={t('What would help you?')} options={wanted} many inline optional />
      <Field name="purpose" label={t('What will you do with the answers?')} optional />
      <DateField name="decision_by" label={t('By when must you decide?')} optional />
      <Choices name="urgency" label={t('How urgent is it?')} value="normal" options={urgencies()} />
      <Choices name="attribution" label={t('How are you named?')} value={attribution} options={attributions()} />
    </>
  )
}

function OpenAlready({ base, open }: { base: string; open: { key: string; title: string } }) {
  return (
    <Notice title={t('You have one question open')}>
      <a href={`${base}/${open.key}`}>{open.title}</a>.{' '}
      {t('One at a time is the rule. What you write now is kept as your draft.')}
    </Notice>
  )
}

type DraftsProps = { base: string; drafts: { key: string; title: string }[]; maySend: boolean }

function Drafts({ base, drafts, maySend }: DraftsProps) {
  return (
    <section>
      <h2>{t('Your drafts')}</h2>
      <ul>
        {drafts.map(({ key, title }) => (
          <li>
            <a href={`${base}/${key}`}>{title}</a>
            {maySend && (
              <Form action={`${base}/${key}/submission`} label={t('Send this draft')}>
                <Button kind="quiet">{t('Send it to the desk')}</Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Also the fragment that comes while somebody types. */
export function SimilarReplies({ similar, base }: { similar: SimilarReply[]; base: string }) {
  if (similar.length === 0) return null
  return (
    <>
      <p class="label">{t('Something like it was answered before:')}</p>
      <ul>
        {similar.map(({ title, href, passage, item_id, language }) => (
          <li>
            <a href={href} lang={language}>
              {title}
            </a>
            <p class="soft" lang={language}>
              {excerpt(passage)}
            </p>
            <a href={`${base}/answered/${item_id}`}>{t('This answers my question')}</a>
          </li>
        ))}
      </ul>
    </>
  )
}

/** A passage out of the middle says so. */
function excerpt(passage: string): string {
  const before = /^[\p{Lu}\p{Lo}\p{N}]/u.test(passage) ? '' : '… '
  return before + passage + (/[.!?।]$/u.test(passage) ? '' : ' …')
}

export function AnsweredPage({ community, title, item_id }: { community: Community; title: string; item_id: number }) {
  const base = `/communities/${community.slug}/queries`
  return (
    <Page
      title={t('It was there already')}
      lead={t('Good. The reply notes that it helped again; your question need not go round.')}
    >
      <p>{title}</p>
      <Form action={`${base}/answered/${item_id}`}>
        <Hidden name="item_id" value={item_id} />
        <Actions>
          <Button>{t('Yes, this answers it')}</Button>
          <ButtonLink href={`${base}/new`}>{t('No, I ask')}</ButtonLink>
        </Actions>
      </Form>
    </Page>
  )
}

export function urgencies() {
  return [
    { value: 'normal', label: t('Normal'), hint: t('ten working days') },
    { value: 'urgent', label: t('Urgent'), hint: t('three working days; goes out at once and cannot be taken back') },
    { value: 'long', label: t('It can take longer'), hint: t('fifteen working days') },
  ]
}

export function attributions() {
  return [
    { value: 'named', label: t('With my name') },
    { value: 'organisation', label: t('With my organisation only') },
    {
      value: 'unattributed',
      label: t('Without a name'),
      hint: t('Only the desk knows that you ask, and those who answer are not named either.'),
    },
  ]
}
