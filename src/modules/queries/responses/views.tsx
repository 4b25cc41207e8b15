import type { Problems, Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Audience } from '../../../ui/audience.tsx'
import { Actions, Button } from '../../../ui/button.tsx'
import { Choice, Choices } from '../../../ui/choice.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { Field, Hidden, Select } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import type { Community } from '../../communities/index.ts'
import { Posts } from '../../conversations/index.ts'
import type { Name } from '../../people/index.ts'
import { type Query, queryPath } from '../query.ts'
import type { listThread } from './reads.ts'

type Shown = { community: Community; query: Query; problems?: Problems; values?: Typed }
type ThreadPost = Awaited<ReturnType<typeof listThread>>[number]

/** The responses in order; what the asker added stands between them without a number. */
export function Responses({ posts }: { posts: ThreadPost[] }) {
  const rest = posts.filter((post) => post.number > 1)
  const numbers = new Map(rest.map((post) => [post.id, post.response]))
  const count = rest.filter((post) => post.response && post.state !== 'withdrawn').length
  return (
    <section id="responses">
      <h2>{t('{count, plural, =0 {Responses} one {One response} other {# responses}}', { count })}</h2>
      {rest.length === 0 && (
        <Empty title={t('Nobody has answered yet.')}>{t('The first answer makes the second easier.')}</Empty>
      )}
      <Posts
        posts={rest}
        label={t('Responses')}
        numbers={(post) => numbers.get(post.id)?.number}
        title={(post) => {
          const response = numbers.get(post.id)
          if (!response) return undefined
          const { additional } = response
          return additional ? t('additional reply') : undefined
        }}
      />
    </section>
  )
}

export function ResponseForm({ community, query, problems, values, asker }: Shown & { asker?: boolean }) {
  const { attribution } = query
  return (
    <section id="respond">
      <h2>{asker ? t('Add something to your query') : t('What do you know about it?')}</h2>
      <Form action={`${queryPath(community, query)}/responses`} problems={problems} values={values} files>
        <TextArea
          name="body"
          label={t('Your response')}
          hint={t('What you did, where, what came of it. Three lines are enough; failures help as much as successes.')}
          rows={8}
          markdown
        />
        {!asker && attribution !== 'unattributed' && <WishChoices />}
        <Field name="files" type="file" label={t('Documents you may share')} optional />
        <Audience of={{ ...community, community: community.title, attribution }} />
        <Actions>
          <Button>{t('Send')}</Button>
        </Actions>
        <p class="soft">{t('You can take it back for two minutes; then it goes out.')}</p>
      </Form>
    </section>
  )
}

function WishChoices() {
  return (
    <Choices
      name="wish"
      label={t('How may you be named?')}
      value="name"
      options={[
        { value: 'name', label: t('With my name, also in the consolidated reply') },
        { value: 'organisation', label: t('Only my organisation') },
        { value: 'no', label: t('With my name here, but do not quote me') },
        {
          value: 'unattributed',
          label: t('Without any name'),
          hint: t('Nobody can see who wrote it, nor find out later. You are not credited.'),
        },
      ]}
    />
  )
}

export type Suggestion = { name: Name; reason: string }

type NudgesProps = Shown & { suggestions: Suggestion[]; asked: Suggestion[]; zero: boolean }

export function NudgesPage({ community, query, suggestions, asked, zero }: NudgesProps) {
  const path = queryPath(community, query)
  return (
    <Page
      title={t('Who may know')}
      lead={query.title}
      crumbs={[
        { label: community.title, href: `/communities/${community.slug}` },
        { label: t('Query'), href: path },
      ]}
    >
      {zero && (
        <p class="lead">{t('There is no response yet. A call to one person works better than a mail to all.')}</p>
      )}
      {suggestions.length === 0 ? <NobodyLeft /> : <NudgeForm path={path} suggestions={suggestions} />}
      {asked.length > 0 && <Asked asked={asked} />}
    </Page>
  )
}

function NobodyLeft() {
  return (
    <Empty title={t('There is nobody left to ask by name.')}>
      {t(
        'All who declared its topics, or answered such queries before, have answered or were asked in the last 14 days.',
      )}
    </Empty>
  )
}

function NudgeForm({ path, suggestions }: { path: string; suggestions: Suggestion[] }) {
  return (
    <Form action={`${path}/nudges`}>
      <fieldset class="choices">
        <legend class="label">
          {t('Each gets one mail that says why she was thought of. Strike out whom you would not ask.')}
        </legend>
        {suggestions.map(({ name, reason }) => (
          <>
            <Hidden name="shown" value={name.id} />
            <Choice name="ask" value={name.id} many chosen hint={reason}>
              {[name.name, name.organisation, name.place].filter(Boolean).join(', ')}
            </Choice>
          </>
        ))}
      </fieldset>
      <Actions>
        <Button>{t('Ask them by name')}</Button>
      </Actions>
    </Form>
  )
}

function Asked({ asked }: { asked: Suggestion[] }) {
  return (
    <section>
      <h2>{t('Asked already')}</h2>
      <ul>
        {asked.map(({ name, reason }) => (
          <li>
            {name.href ? <a href={name.href}>{name.name}</a> : name.name} <span class="soft">{reason}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

type Gathering = Shown & { mayExtend: boolean; mayClose: boolean }

/** More time, once; or the end now. */
export function GatheringForms({ community, query, mayExtend, mayClose, problems }: Gathering) {
  const path = queryPath(community, query)
  return (
    <>
      {mayExtend && (
        <Form action={`${path}/extension`} label={t('Extend')} id="extend" problems={problems}>
          <Select name="days" label={t('Give more time, once')} value={3} options={[1, 2, 3, 4, 5].map(daysAsOption)} />
          <Button kind="quiet">{t('Extend')}</Button>
        </Form>
      )}
      {mayClose && (
        <Form action={`${path}/closing`} label={t('Close to responses')} id="close">
          <Button kind="quiet">{t('Close to responses now')}</Button>
        </Form>
      )}
    </>
  )
}

function daysAsOption(days: number) {
  return { value: days, label: t('{days, plural, one {one working day} other {# working days}}', { days }) }
}
