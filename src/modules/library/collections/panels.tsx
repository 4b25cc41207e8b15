import { config } from '../../../platform/config.ts'
import { t } from '../../../platform/i18n.ts'
import type { Block } from '../../../platform/mail/content.ts'
import type { Panel } from '../../../platform/module.ts'
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { findCommunityById } from '../../communities/index.ts'
import { may } from '../policy.ts'
import { type Collection, findStarter, listEntryRows, listShared } from './reads.ts'
import { listStarter, type ShownEntry, showEntries } from './shown.ts'
import { CollectionEntries, ShownEntries } from './views.tsx'

export const starterPanel: Panel = {
  on: 'community',
  render: async (db, viewer, community_id) => {
    const starter = await findStarter(db, viewer, community_id)
    const mayKeep = may.keepStarter(viewer, community_id)
    if (!starter && !mayKeep) return null
    const entries = starter ? await showEntries(db, viewer, await listEntryRows(db, starter)) : []
    const { slug } = await findCommunityById(db, community_id)
    return <StartHere starter={starter} entries={entries} slug={slug} mayKeep={mayKeep} />
  },
}

/** The same in the letter that welcomes a new member. */
export const welcomePanel: Panel = {
  on: 'welcome',
  render: async (db, reader, community_id): Promise<Block[] | null> => {
    const entries = await listStarter(db, reader, community_id)
    if (entries.length === 0) return null
    const links = entries.map(({ title, href }) => ({ link: title, href: new URL(href, config().BASE_URL).href }))
    return [{ heading: t('Start here') }, ...links]
  },
}

export const sharedPanel: Panel = {
  on: 'community',
  render: async (db, viewer, community_id) => {
    const collections = await listShared(db, viewer, community_id, 4)
    if (collections.length === 0) return null
    return (
      <section>
        <h2>{t('Collections')}</h2>
        <CollectionEntries collections={collections} byOwner />
      </section>
    )
  },
}

type Props = { starter?: Collection; entries: ShownEntry[]; slug: string; mayKeep: boolean }

function StartHere({ starter, entries, slug, mayKeep }: Props) {
  if (entries.length === 0 && !mayKeep) return null
  return (
    <section>
      <h2>{t('Start here')}</h2>
      {starter?.note && <p>{starter.note}</p>}
      <ShownEntries entries={entries} />
      {mayKeep && <Keep starter={starter} slug={slug} />}
    </section>
  )
}

/** For those who coordinate: the way to the path, or to its beginning. */
function Keep({ starter, slug }: Pick<Props, 'starter' | 'slug'>) {
  if (starter)
    return (
      <Actions>
        <ButtonLink href={`/collections/${starter.key}/change`}>{t('Change what newcomers see first')}</ButtonLink>
      </Actions>
    )
  return (
    <Form action={`/communities/${slug}/start`} label={t('Start here')}>
      <p class="soft">{t('Choose up to ten items and people for those who are new.')}</p>
      <Actions>
        <Button kind="quiet">{t('Choose what newcomers see first')}</Button>
      </Actions>
    </Form>
  )
}
