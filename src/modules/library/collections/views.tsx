import type { Problems, Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { audienceInWords } from '../../../ui/audience.tsx'
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx'
import { Details } from '../../../ui/details.tsx'
import { DOT } from '../../../ui/dot.ts'
import { Empty } from '../../../ui/empty.tsx'
import { Entries, Entry } from '../../../ui/entry.tsx'
import { Field, Hidden, Select } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import type { Community } from '../../communities/index.ts'
import { libraryCrumbs } from '../path.ts'
import { shortened } from '../views.tsx'
import type { Collection } from './reads.ts'
import type { ShownEntry } from './shown.ts'

type Tried = { problems: Problems; typed: Typed }

export function CollectionsPage({ collections, tried }: { collections: Collection[]; tried?: Tried }) {
  return (
    <Page
      title={t('My collections')}
      lead={t(
        'What you want to have at hand, with a note of why: for yourself, your office, or a community you share it with.',
      )}
    >
      {collections.length === 0 && (
        <Empty title={t('You have no collection yet.')}>
          {t('Begin one here, or choose “Keep in a collection” on any page of the library.')}
        </Empty>
      )}
      <CollectionEntries collections={collections} />
      <Details summary={t('Begin a collection')} open={!!tried || collections.length === 0}>
        <Form action="/me/collections" problems={tried?.problems} values={tried?.typed}>
          <Field name="title" label={t('What it is called')} maxlength={200} />
          <TextArea name="note" label={t('What it is for')} rows={3} optional />
          <Actions>
            <Button>{t('Begin')}</Button>
          </Actions>
        </Form>
      </Details>
    </Page>
  )
}

export function CollectionEntries({ collections, byOwner }: { collections: Collection[]; byOwner?: boolean }) {
  return (
    <Entries label={t('Collections')}>
      {collections.map((collection) => (
        <Entry
          title={collection.title}
          href={`/collections/${collection.key}`}
          lang={collection.language}
          over={byOwner ? t('kept by {name}', { name: collection.owner ?? '' }) : sharing(collection)}
        >
          {collection.note && shortened(collection.note, 160)}
        </Entry>
      ))}
    </Entries>
  )
}

function sharing({ community_id }: Collection): string {
  return community_id ? t('shared') : t('only for you')
}

type CollectionProps = {
  collection: Collection
  entries: ShownEntry[]
  community: Community | null
  mayChange: boolean
}

export function CollectionPage({ collection, entries, community, mayChange }: CollectionProps) {
  const path = `/collections/${collection.key}`
  return (
    <Page
      title={collection.title}
      crumbs={crumbsOf(collection, community)}
      lead={collection.note || undefined}
      meta={collection.owner && t('kept by {name}', { name: collection.owner })}
      actions={mayChange ? <ButtonLink href={`${path}/change`}>{t('Change it')}</ButtonLink> : undefined}
      audience={
        community
          ? audienceInWords({ reach: 'community', community: community.title, members: community.members })
          : t('Only you can see this.')
      }
    >
      {entries.length === 0 && <Empty title={t('Nothing is in it yet.')} />}
      <ShownEntries entries={entries} />
      {entries.length > 0 && (
        <p>
          {t('Take it along:')} <a href={`${path}.pdf`}>{t('PDF')}</a>
          {DOT}
          <a href={`${path}.md`}>{t('text with links')}</a>
          {DOT}
          <a href={`${path}.csv`}>{t('table of links')}</a>
        </p>
      )}
    </Page>
  )
}

function crumbsOf({ is_starter }: Collection, community: Community | null) {
  if (is_starter && community) return [{ label: community.title, href: `/communities/${community.slug}` }]
  if (!community) return [{ label: t('My collections'), href: '/me/collections' }]
  return libraryCrumbs(community)
}

export function ShownEntries({ entries }: { entries: ShownEntry[] }) {
  return (
    <Entries label={t('In this collection')}>
      {entries.map(({ title, href, label, line, note }) => (
        <Entry title={title} href={href} over={label} meta={shortened(line, 160) || undefined}>
          {note}
        </Entry>
      ))}
    </Entries>
  )
}

/** On the page of a thing: into one of her collections, or into a new one. */
export function KeepIt({ address, collections }: { address: string; collections: Collection[] }) {
  return (
    <Details summary={t('Keep in a collection')}>
      <Form action="/me/collections/keep" label={t('Keep in a collection')}>
        <Hidden name="address" value={address} />
        {collections.length > 0 && (
          <Select
            name="collection"
            label={t('Which one')}
            value={collections[0]?.key}
            none={t('A new one')}
            options={collections.map(({ key, title }) => ({ value: key, label: title }))}
          />
        )}
        <Field name="title" label={t('Name of a new collection')} maxlength={200} optional />
        <TextArea name="note" label={t('Why you keep it')} rows={2} optional />
        <Actions>
          <Button kind="quiet">{t('Keep it')}</Button>
        </Actions>
      </Form>
    </Details>
  )
}
