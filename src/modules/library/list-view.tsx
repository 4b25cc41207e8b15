import { t } from '../../platform/i18n.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Details } from '../../ui/details.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Select } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Pager } from '../../ui/pager.tsx'
import type { Community } from '../communities/index.ts'
import type { FilterWish } from './added/forms.ts'
import { addedKinds, itemKindName, languageName, levelName, levels } from './added/words.ts'
import type { ItemLine } from './shelf.ts'
import { ItemEntries } from './views.tsx'

type Props = {
  community: Community
  items: ItemLine[]
  more: boolean
  wish: FilterWish
  topics: { key: string; name: string }[]
  languages: string[]
  mayAdd: boolean
}

export function LibraryPage({ community, items, more, wish, topics, languages, mayAdd }: Props) {
  const path = `/communities/${community.slug}/library`
  const isNarrowed = Boolean(wish.kind || wish.level || wish.language || wish.topic)
  return (
    <Page
      title={t('Library of {community}', { community: community.title })}
      lead={t(
        'What members have found out together, and what they put here for one another, kept at an address for good.',
      )}
      crumbs={[{ label: community.title, href: `/communities/${community.slug}` }]}
      actions={mayAdd && <ListActions path={path} />}
    >
      {(items.length > 0 || isNarrowed) && (
        <Details summary={t('What to show')} open={isNarrowed}>
          <Filters path={path} wish={wish} topics={topics} languages={languages} />
        </Details>
      )}
      {items.length === 0 && <Nothing isNarrowed={isNarrowed} />}
      <ItemEntries items={items} />
      <Pages path={path} wish={wish} more={more} />
    </Page>
  )
}

function ListActions({ path }: { path: string }) {
  return (
    <>
      <ButtonLink href={`${path}/add`}>{t('Add to the library')}</ButtonLink>
      <ButtonLink href="/me/collections">{t('My collections')}</ButtonLink>
    </>
  )
}

function Nothing({ isNarrowed }: { isNarrowed: boolean }) {
  if (isNarrowed)
    return <Empty title={t('Nothing of this kind is here.')}>{t('Choose less, or look at everything.')}</Empty>
  return (
    <Empty title={t('Nothing is here yet.')}>
      {t('The first query that is answered and compiled will be in it, and whatever a member adds.')}
    </Empty>
  )
}

type FiltersProps = Pick<Props, 'wish' | 'topics' | 'languages'> & { path: string }

/** A choice changes nothing, so it is sent as a plain address. */
function Filters({ path, ...choices }: FiltersProps) {
  return (
    <form method="get" action={path} class="form filters" id="filters" aria-label={t('What to show')}>
      {selectsOf(choices)
        .filter(({ options }) => options.length > 1)
        .map((select) => (
          <Select {...select} />
        ))}
      <Button kind="quiet">{t('Show')}</Button>
    </form>
  )
}

function selectsOf({ wish, topics, languages }: Omit<FiltersProps, 'path'>) {
  const kinds = ['consolidated_reply', ...addedKinds] as const
  const named = <T extends string>(values: readonly T[], name: (value: T) => string) =>
    values.map((value) => ({ value, label: name(value) }))
  const ofTopics = topics.map(({ key, name }) => ({ value: key, label: name }))
  return [
    {
      name: 'kind',
      label: t('What it is'),
      value: wish.kind,
      none: t('everything'),
      options: named(kinds, itemKindName),
    },
    {
      name: 'level',
      label: t('How far it reaches'),
      value: wish.level,
      none: t('any level'),
      options: named(levels, levelName),
    },
    {
      name: 'language',
      label: t('Language'),
      value: wish.language,
      none: t('any language'),
      options: named(languages, languageName),
    },
    { name: 'topic', label: t('Topic'), value: wish.topic, none: t('any topic'), options: ofTopics },
  ]
}

function Pages({ path, wish: { page, ...filters }, more }: { path: string; wish: FilterWish; more: boolean }) {
  const chosen = Object.entries(filters).filter((one): one is [string, string] => typeof one[1] === 'string')
  const at = (number: number) => `${path}?${new URLSearchParams([...chosen, ['page', String(number)]])}`
  return <Pager earlier={more ? at(page + 1) : undefined} later={page > 1 ? at(page - 1) : undefined} />
}
