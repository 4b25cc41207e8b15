import type { Problems, Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Audience } from '../../../ui/audience.tsx'
import { Actions, Button } from '../../../ui/button.tsx'
import { Details } from '../../../ui/details.tsx'
import { Field, Hidden } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Page } from '../../../ui/page.tsx'
import { Prose } from '../../../ui/prose.tsx'
import type { Community } from '../../communities/index.ts'
import type { ShownAuthor } from '../../conversations/index.ts'
import { itemPath, libraryCrumbs } from '../path.ts'
import { Content, More, Narrower, Needed, Story, type Topic } from './field-views.tsx'
import type { Added, ItemFile } from './reads.ts'

type Failed = { problems: Problems; typed: Typed }
type AddProps = { community: Community; topics: Topic[]; tried?: Failed }

/** Light: three things are asked for, all else can wait. */
export function AddPage({ community, topics, tried }: AddProps) {
  const path = `/communities/${community.slug}/library`
  return (
    <Page
      title={t('Add to the library')}
      lead={t('Something that helped you and may help a colleague. Three lines are enough; all else can wait.')}
      crumbs={libraryCrumbs(community)}
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
      crumbs={[...libraryCrumbs(community), { label: item.title, href: path }]}
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
      <Withdrawal path={path} by={by} />
    </Page>
  )
}

function Withdrawal({ path, by }: Pick<ChangeProps, 'by'> & { path: string }) {
  return (
    <Details summary={t('Take it out of the library')}>
      <p>{t('It is then found nowhere any more, and its page is gone.')}</p>
      {by && <p class="soft">{t('Added by {name}.', { name: by.name })}</p>}
      <Form action={`${path}/withdrawal`} label={t('Take it out of the library')}>
        <Actions>
          <Button kind="danger">{t('Take it out')}</Button>
        </Actions>
      </Form>
    </Details>
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
