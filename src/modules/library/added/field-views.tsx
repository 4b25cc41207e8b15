import { languages, t } from '../../../platform/i18n.ts'
import { Choices } from '../../../ui/choice.tsx'
import { Details } from '../../../ui/details.tsx'
import { Field, Select } from '../../../ui/field.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import type { Community } from '../../communities/index.ts'
import { storyParts } from './document.ts'
import type { Added, ItemFile } from './reads.ts'
import { addedKinds, itemKindName, levelName, levels, stageName, stages, storyName } from './words.ts'

export type Topic = { id: number; name: string }

export function Needed({ item }: { item?: Added }) {
  return (
    <>
      <Field name="title" label={t('What it is called')} value={item?.title} maxlength={200} />
      <Select
        name="kind"
        label={t('What it is')}
        value={item?.kind}
        none={item ? undefined : t('Choose')}
        options={addedKinds.map((kind) => ({ value: kind, label: itemKindName(kind) }))}
      />
      <TextArea
        name="why"
        label={t('Why it matters')}
        hint={t('One or two sentences, for a colleague who decides whether to read it.')}
        value={item?.summary}
        rows={3}
      />
    </>
  )
}

export function Content({ item, files = [] }: { item?: Added; files?: ItemFile[] }) {
  return (
    <>
      <TextArea name="body" label={t('The text itself')} value={item?.document.body} rows={8} markdown optional />
      <Field name="link" label={t('A link')} type="url" value={item?.document.link} optional />
      {files.length > 0 && (
        <Choices
          name="remove"
          label={t('Files to take away')}
          options={files.map(({ key, name }) => ({ value: key, label: name }))}
          many
          optional
        />
      )}
      <Field
        name="files"
        label={t('Files')}
        type="file"
        hint={t('Up to ten files, together at most 20 megabytes.')}
        multiple
        optional
      />
    </>
  )
}

export function Story({ item, open }: { item?: Added; open: boolean }) {
  const told = item?.document.story
  return (
    <Details summary={t('For a story: four questions')} open={open || storyParts.some((part) => told?.[part])}>
      <p class="soft">{t('What did not work is worth as much as what did.')}</p>
      {storyParts.map((part) => (
        <TextArea name={part} label={storyName(part)} value={told?.[part]} rows={3} optional />
      ))}
    </Details>
  )
}

type MoreProps = { item?: Added; topics: Topic[]; chosen?: number[]; language: string; open: boolean }

export function More({ item, topics, chosen = [], language, open }: MoreProps) {
  return (
    <Details summary={t('Level, time, language, topics')} open={open}>
      <Tried item={item} />
      <Select
        name="language"
        label={t('Its language')}
        value={language}
        options={languages.map(({ code, name }) => ({ value: code, label: name }))}
      />
      {topics.length > 0 && (
        <Choices
          name="topics"
          label={t('Topics')}
          value={chosen}
          options={topics.map(({ id, name }) => ({ value: id, label: name }))}
          many
          inline
          optional
        />
      )}
    </Details>
  )
}

function Reach({ item }: { item?: Added }) {
  return (
    <Choices
      name="level"
      label={t('How far it reaches')}
      value={item?.level ?? 'regional'}
      options={levels.map((level) => ({ value: level, label: levelName(level) }))}
      inline
    />
  )
}

function Tried({ item }: { item?: Added }) {
  const label = t('Minutes it takes to read or hear')
  return (
    <>
      <Reach item={item} />
      <Select
        name="stage"
        label={t('How far it has been tried')}
        value={item?.stage}
        none={t('Not said')}
        options={stages.map((stage) => ({ value: stage, label: stageName(stage) }))}
        optional
      />
      <Field
        name="minutes"
        label={label}
        type="number"
        min={1}
        max={600}
        value={item?.minutes}
        width="short"
        optional
      />
    </>
  )
}

/** Its audience can be made smaller than the room's, and never larger. */
export function Narrower({ community: { title, reach, staff_only } }: { community: Community }) {
  const isWide = reach === 'network' || reach === 'public'
  const options = [
    { value: '', label: t('Everybody who reads here') },
    ...(isWide ? [{ value: 'community', label: t('Only members of {community}', { community: title }) }] : []),
    ...(staff_only
      ? []
      : [{ value: 'staff', label: t('Only members of {community} who serve in government', { community: title }) }]),
  ]
  if (options.length === 1) return null
  return (
    <Details summary={t('Fewer readers')}>
      <Choices name="narrower" label={t('Who can read it')} value="" options={options} />
    </Details>
  )
}
