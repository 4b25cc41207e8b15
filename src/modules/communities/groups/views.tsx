import type { Problems, Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Button } from '../../../ui/button.tsx'
import { Choices } from '../../../ui/choice.tsx'
import { Details } from '../../../ui/details.tsx'
import { DateField, Field, Hidden, Select } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Page } from '../../../ui/page.tsx'
import { Similar } from '../../../ui/similar.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { doorOptions } from '../doors/words.ts'
import type { Community } from '../reads.ts'
import type { findMyCohort } from './cohort.ts'
import type { SimilarGroup } from './similar.ts'
import { startable, suitabilityQuestion, suitabilityQuestions, typeExplained, typeName } from './types.ts'

type Props = {
  similar: SimilarGroup[]
  parents: Community[]
  parent?: string
  regions: { slug: string; title: string }[]
  contact: string
  /** Those who learned together, where it begins for them. */
  cohort?: Awaited<ReturnType<typeof findMyCohort>>
  tried?: { problems: Problems; typed: Typed }
}

/** A name, a sentence and a contact are enough; all else has an answer already. */
export function StartPage({ similar, parents, parent, regions, contact, cohort, tried }: Props) {
  return (
    <Page
      title={t('Begin a group')}
      lead={t('A name and a sentence are enough. You are its contact, {contact}, and it is there at once.', {
        contact,
      })}
      crumbs={[{ label: t('Communities'), href: '/communities' }]}
    >
      <Form action="/communities/new" id="start" problems={tried?.problems} values={tried?.typed}>
        {cohort && <ForCohort {...cohort} />}
        <NameAndPurpose cohort={cohort} similar={similar} />
        <Choices
          name="type"
          label={t('What it is')}
          value="interest"
          options={startable.map((type) => ({ value: type, label: typeName(type), hint: typeExplained(type) }))}
        />
        <Suitability tried={tried} />
        {regions.length > 0 && <Neighbours regions={regions} />}
        <Rest parents={parents} parent={parent} tried={tried} />
        <Button>{t('Begin it')}</Button>
      </Form>
    </Page>
  )
}

function NameAndPurpose({ cohort, similar }: Pick<Props, 'cohort' | 'similar'>) {
  return (
    <>
      <Field name="name" label={t('Name')} value={cohort?.title} autocomplete="off" />
      <Similar src="/communities/similar" form="start" field="name" label={t('Communities like it')}>
        <SimilarGroups similar={similar} />
      </Similar>
      <TextArea
        name="purpose"
        label={t('What it is for, in a sentence')}
        value={cohort ? forCohort(cohort) : undefined}
        rows={2}
      />
    </>
  )
}

function forCohort({ title }: { title: string }): string {
  return t('We learned together in {cohort}, and stay in touch about what we try since.', { cohort: title })
}

function ForCohort({ key, title, fellows }: { key: string; title: string; fellows: number[] }) {
  return (
    <>
      <Hidden name="cohort" value={key} />
      <Notice>
        {t('The others of {cohort} ({count}) are invited by mail in your name. Nobody is in without their own yes.', {
          count: fellows.length,
          cohort: title,
        })}
      </Notice>
    </>
  )
}

function Suitability({ tried }: Pick<Props, 'tried'>) {
  const isWrong = suitabilityQuestions.some((key) => tried?.problems[key])
  return (
    <Details summary={t('For a community of practice: four questions')} open={isWrong}>
      <p>{t('It stays forming until three people have committed themselves to its core group.')}</p>
      {suitabilityQuestions.map((key) => (
        <TextArea name={key} label={suitabilityQuestion(key)} rows={2} optional />
      ))}
    </Details>
  )
}

/** Its members may come from anywhere; in these it is also shown and told of. */
function Neighbours({ regions }: Pick<Props, 'regions'>) {
  return (
    <Choices
      name="regions"
      label={t('Open it to other regions')}
      hint={t('It stands among their groups too, and their members hear of it in their digest.')}
      options={regions.map(({ slug, title }) => ({ value: slug, label: title }))}
      many
      inline
      optional
    />
  )
}

function Rest({ parents, parent, tried }: Pick<Props, 'parents' | 'parent' | 'tried'>) {
  const isWrong = ['address', 'ends_on', 'reach', 'joining'].some((name) => tried?.problems[name])
  return (
    <Details summary={t('Address, readers and door')} open={isWrong}>
      <Field
        name="address"
        label={t('Address')}
        hint={t('Stands in links and before the @ of its mail. Left empty, it is made of the name.')}
        optional
        width="middle"
      />
      <Choices name="reach" label={t('Who reads what is said in it')} value="network" options={readerOptions()} />
      <Choices name="joining" label={t('How one comes in')} value="open" options={doorOptions()} />
      <DateField
        name="ends_on"
        label={t('Ends on')}
        hint={t('A crisis group ends after 60 days if you leave it out.')}
        optional
      />
      {parents.length > 0 && <PartOf parents={parents} parent={parent} />}
    </Details>
  )
}

function PartOf({ parents, parent }: Pick<Props, 'parents' | 'parent'>) {
  return (
    <Select
      name="parent"
      label={t('A part of')}
      value={parent}
      none={t('the network')}
      options={parents.map(({ slug, title }) => ({ value: slug, label: title }))}
      optional
    />
  )
}

function readerOptions() {
  return [
    { value: 'community', label: t('Its members') },
    { value: 'network', label: t('All members of the network') },
    { value: 'public', label: t('Everyone') },
  ]
}

/** Also the fragment that comes while the name is typed. */
export function SimilarGroups({ similar }: { similar: SimilarGroup[] }) {
  if (similar.length === 0) return null
  return (
    <>
      <p class="label">{t('There are communities like it. Would one of them do?')}</p>
      <ul>
        {similar.map(({ slug, title, purpose }) => (
          <li>
            <a href={`/communities/${slug}`}>{title}</a>
            <p class="small">{purpose}</p>
          </li>
        ))}
      </ul>
    </>
  )
}
