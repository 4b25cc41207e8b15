import type { Problems, Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Actions, Button } from '../../../ui/button.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { Details } from '../../../ui/details.tsx'
import { Field, Hidden, Select } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Page } from '../../../ui/page.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import type { Community } from '../../communities/index.ts'
import type { Collection } from './reads.ts'
import type { ShownEntry } from './shown.ts'

type Props = {
  collection: Collection
  entries: ShownEntry[]
  communities: Community[]
  tried?: { problems: Problems; typed: Typed }
  outdated: boolean
}

export function ChangePage({ collection, entries, communities, tried, outdated }: Props) {
  const path = `/collections/${collection.key}`
  return (
    <Page title={t('Change “{title}”', { title: collection.title })} crumbs={[{ label: collection.title, href: path }]}>
      {outdated && (
        <Notice kind="warning" title={t('It was changed in another window meanwhile')}>
          {t('Here is how it stands now. Make your change again.')}
        </Notice>
      )}
      <Adding path={path} tried={tried?.typed.address !== undefined ? tried : undefined} />
      <Arranging
        collection={collection}
        entries={entries}
        tried={tried?.typed.version !== undefined ? tried : undefined}
      />
      {!collection.is_starter && <Sharing collection={collection} communities={communities} />}
      <Details summary={t('Delete it')}>
        <p>{t('Only the collection goes; what is in it stays where it is.')}</p>
        <Form action={`${path}/removal`} label={t('Delete it')}>
          <Actions>
            <Button kind="danger">{t('Delete it')}</Button>
          </Actions>
        </Form>
      </Details>
    </Page>
  )
}

function Adding({ path, tried }: { path: string; tried: Props['tried'] }) {
  return (
    <Form action={`${path}/entries`} problems={tried?.problems} values={tried?.typed} label={t('Put something in')}>
      <Field
        name="address"
        label={t('Put something in: its address')}
        hint={t('Of an item, a conversation, a contribution or a person here, or of any page elsewhere.')}
      />
      <Field name="title" label={t('What a page elsewhere is called')} maxlength={200} optional />
      <TextArea name="note" label={t('Your note')} rows={2} optional />
      <Actions>
        <Button kind="quiet">{t('Put it in')}</Button>
      </Actions>
    </Form>
  )
}

/** Moved with the hand where there is a script, by its number where there is none. */
function Arranging({ collection, entries, tried }: Pick<Props, 'collection' | 'entries' | 'tried'>) {
  return (
    <section>
      <h2>{t('Order and notes')}</h2>
      <Form
        action={`/collections/${collection.key}/change`}
        problems={tried?.problems}
        values={tried?.typed}
        label={t('Order and notes')}
      >
        <Hidden name="version" value={collection.version} />
        <Field name="title" label={t('What it is called')} value={collection.title} maxlength={200} />
        <TextArea name="note" label={t('What it is for')} value={collection.note} rows={3} optional />
        <copse-order>
          <ol class="arranged">
            {entries.map((entry, i) => (
              <Arranged entry={entry} number={i + 1} />
            ))}
          </ol>
        </copse-order>
        <Actions>
          <Button>{t('Save')}</Button>
        </Actions>
      </Form>
    </section>
  )
}

/** Plain inputs: several of one name stand in the order of the list. */
function Arranged({ entry: { key, title, label, note }, number }: { entry: ShownEntry; number: number }) {
  return (
    <li class="arranged-entry">
      <Hidden name="entry" value={key} />
      <p>
        <span class="arranged-handle" draggable="true" data-handle aria-hidden="true" hidden>
          ⠿
        </span>{' '}
        <strong dir="auto">{title}</strong> <span class="soft small">{label}</span>
      </p>
      <div class="choice-row">
        <label>
          <span class="label">{t('Place')}</span>
          <input class="input short" type="number" name="position" inputmode="numeric" value={number} />
        </label>
        <label class="arranged-note">
          <span class="label">{t('Your note')}</span>
          <input class="input" name="entry_note" value={note} maxlength={2000} />
        </label>
      </div>
      <Choice name="remove" value={key} many>
        {t('Take it out')}
      </Choice>
    </li>
  )
}

function Sharing({ collection, communities }: Pick<Props, 'collection' | 'communities'>) {
  const here = communities.find(({ id }) => id === collection.community_id)
  return (
    <section>
      <h2>{t('Share it')}</h2>
      <Form action={`/collections/${collection.key}/sharing`} label={t('Share it')}>
        <Select
          name="community"
          label={t('Who else can see it')}
          hint={t('They see your name and your notes, and of its entries those that they may read.')}
          value={here?.slug ?? ''}
          none={t('Nobody but you')}
          options={communities.map(({ slug, title }) => ({
            value: slug,
            label: t('The members of {community}', { community: title }),
          }))}
        />
        <Actions>
          <Button kind="quiet">{t('Save')}</Button>
        </Actions>
      </Form>
    </section>
  )
}
