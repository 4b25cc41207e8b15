import type { Problems, Typed } from '../../../platform/http.ts'
import { languages, t } from '../../../platform/i18n.ts'
import { Audience } from '../../../ui/audience.tsx'
import { Actions, Button } from '../../../ui/button.tsx'
import { Choices } from '../../../ui/choice.tsx'
import { Details } from '../../../ui/details.tsx'
import { Field, Hidden, Select } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Page } from '../../../ui/page.tsx'
import { Prose } from '../../../ui/prose.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import type { Community } from '../../communities/index.ts'
import type { ShownAuthor } from '../../conversations/index.ts'
import { itemPath } from '../path.ts'
import { storyParts } from './document.ts'
import type { Added, ItemFile } from './reads.ts'
import { addedKinds, itemKindName, levelName, levels, stageName, stages, storyName } from './words.ts'

type Failed = { problems: Problems; typed: Typed }
type Topic = { id: number; name: string }
type AddProps = { community: Community; topics: Topic[]; tried?: Failed }

/** Light: three things are asked for, all else can wait. */
export function AddPage({ community, topics, tried }: AddProps) {
  const path = `/communities/${community.slug}/library`
  return (
    <Page
      title={t('Add to the library')}
      lead={t('Something that helped you and may help a colleague. Three lines are enough; all else can wait.')}
      crumbs={crumbsOf(community)}
    >
      <Form action={path} problems={tried?.problems} values={tried?.typed} files>
        <Needed />
        <Content />
        <Story open={!!tried} />
        <More topics={topics} language={community.language} open={!!tried} />
        <Narrower community={community} />
        <Audience of={{ ...community, community: community.title }} />
        <Actions>
          <Button>{t('Add it')}</Button>
        </Actions>
      </Form>
    </Page>
  )
}

type ChangeProps = AddProps & {
  item: Added
  by: ShownAuthor | null
  chosen: number[]
  files: ItemFile[]
  outdated?: boolean
}

export function ChangePage({ community, item, by, topics, chosen, files, tried, outdated }: ChangeProps) {
  const path = itemPath(item)
  return (
    <Page
      title={t('Change “{title}”', { title: item.title })}
      crumbs={[...crumbsOf(community), { label: item.title, href: path }]}
    >
      {outdated && <Newer item={item} />}
      <Form action={`${path}/change`} problems={tried?.problems} values={tried?.typed} files>
        <Hidden name="version" value={item.version} />
        <Needed item={item} />
        <Content item={item} files={files} />
        <Story item={item} open={!!tried} />
        <More item={item} topics={topics} chosen={chosen} language={item.language} open={!!tried} />
        <Field name="because" label={t('Why you change it, in one line')} maxlength={500} optional />
        <Actions>
          <Button>{t('Save')}</Button>
        </Actions>
      </Form>
      <Details summary={t('Take it out of the library')}>
        <p>{t('It is then found nowhere any more, and its page is gone.')}</p>
        {by && <p class="soft">{t('Added by {name}.', { name: by.name })}</p>}
        <Form action={`${path}/withdrawal`} label={t('Take it out of the library')}>
          <Actions>
            <Button kind="danger">{t('Take it out')}</Button>
          </Actions>
        </Form>
      </Details>
    </Page>
  )
}

/** What somebody else has saved meanwhile, above the editor's own words. */
function Newer({ item }: { item: Added }) {
  return (
    <>
      <Notice kind="warning" title={t('Somebody else has changed it meanwhile')}>
        {t('Your words are still in the form. Compare them with what stands there now, and save again.')}
      </Notice>
      <Details summary={t('What stands there now (version {version})', { version: item.version })} open>
        <h2 lang={item.language}>{item.title}</h2>
        <p lang={item.language}>{item.summary}</p>
        <Prose html={item.document.body_html} lang={item.language} />
      </Details>
    </>
  )
}

const crumbsOf = ({ title, slug }: Community) => [
  { label: title, href: `/communities/${slug}` },
  { label: t('Library'), href: `/communities/${slug}/library` },
]

function Needed({ item }: { item?: Added }) {
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

function Content({ item, files = [] }: { item?: Added; files?: ItemFile[] }) {
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

function Story({ item, open }: { item?: Added; open: boolean }) {
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

function More({ item, topics, chosen = [], language, open }: MoreProps) {
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
function Narrower({ community: { title, reach, staff_only } }: { community: Community }) {
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
