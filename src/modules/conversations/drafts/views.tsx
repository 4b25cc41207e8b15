import { pick, t } from '../../../platform/i18n.ts'
import { Button } from '../../../ui/button.tsx'
import { Details } from '../../../ui/details.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { Entries, Entry } from '../../../ui/entry.tsx'
import { Hidden } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { Time } from '../../../ui/time.tsx'
import type { Draft, PlacedDraft } from './reads.ts'

/** What a composer carries so that its words are kept as a draft while they are typed. */
export function DraftFields({ place, draft }: { place: string; draft?: Draft }) {
  return (
    <>
      <Hidden name="place" value={place} />
      <Hidden name="draft" value={draft?.key ?? ''} />
      <Hidden name="version" value={draft?.version ?? 0} />
    </>
  )
}

/** Below a composer: since when its words are kept, and what another device has kept besides. */
export function KeptDrafts({ drafts: [shown, ...older], path }: { drafts: Draft[]; path: string }) {
  if (!shown) return null
  return (
    <div class="kept-drafts">
      <p class="soft small">
        {t('These words are your draft, seen by you alone. Kept:')} <Time at={shown.at} />
      </p>
      <Removal draft={shown} />
      {older.map((draft) => (
        <Details
          summary={
            <>
              {t('Also kept, from another device:')} <Time at={draft.at} />
            </>
          }
        >
          {draft.title && <p class="strong">{draft.title}</p>}
          <p class="kept-words">{draft.body}</p>
          <a href={`${path}?draft=${draft.key}#reply`}>{t('Go on with this one')}</a>
          <Removal draft={draft} />
        </Details>
      ))}
    </div>
  )
}

function Removal({ draft: { key } }: { draft: Draft }) {
  return (
    <Form action={`/me/drafts/${key}/removal`} label={t('Drop this draft')}>
      <Button kind="text">{t('Drop this draft')}</Button>
    </Form>
  )
}

export function DraftsPage({ drafts }: { drafts: (PlacedDraft & { href: string })[] }) {
  return (
    <Page
      title={t('Your drafts')}
      lead={t('What you have begun to write. Nobody else sees it; after 90 days it goes.')}
    >
      {drafts.length === 0 && <Empty title={t('You have no drafts.')} />}
      <Entries label={t('Your drafts')}>
        {drafts.map((draft) => (
          <Entry
            title={draft.title || firstWords(draft.body)}
            href={`${draft.href}?draft=${draft.key}#reply`}
            over={pick(draft.community_name)}
            end={<Time at={draft.at} show="short" />}
          >
            {draft.title && firstWords(draft.body)}
            <Removal draft={draft} />
          </Entry>
        ))}
      </Entries>
    </Page>
  )
}

function firstWords(text: string): string {
  const words = text.replace(/\s+/g, ' ').trim()
  return words.length > 120 ? `${words.slice(0, 120)} …` : words
}
