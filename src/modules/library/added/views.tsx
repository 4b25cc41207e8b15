import type { Child } from 'hono/jsx'
import { longDate } from '../../../platform/dates.ts'
import { listFormat, t } from '../../../platform/i18n.ts'
import { Attachments } from '../../../ui/attachment.tsx'
import { audienceInWords } from '../../../ui/audience.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { DOT } from '../../../ui/dot.ts'
import { Facts } from '../../../ui/facts.tsx'
import { outward } from '../../../ui/outward.ts'
import { Page } from '../../../ui/page.tsx'
import { Prose } from '../../../ui/prose.tsx'
import type { Community } from '../../communities/index.ts'
import type { ShownAuthor } from '../../conversations/index.ts'
import { itemPath, libraryCrumbs } from '../path.ts'
import type { listVersions } from '../reads.ts'
import { headings } from '../words.ts'
import { storyParts } from './document.ts'
import type { Added, ItemFile } from './reads.ts'
import { languageName, levelName, overTitle, storyName } from './words.ts'

type AddedPageProps = {
  item: Added
  community: Community
  by: ShownAuthor | null
  files: ItemFile[]
  topics: { key: string; name: string }[]
  versions: Awaited<ReturnType<typeof listVersions>>
  mayChange: boolean
  /** “Keep in a collection”, and who used it. */
  keep?: Child
  uses: Child
}

/** What a member added: why it matters first, then itself, then what is known of it. */
export function AddedPage(props: AddedPageProps) {
  const { item, community, mayChange, keep, uses } = props
  const path = itemPath(item)
  const { reach, staff_only } = item
  return (
    <Page
      title={item.title}
      crumbs={libraryCrumbs(community)}
      meta={[overTitle(item), longDate(item.published_at)].join(DOT)}
      lead={<span lang={item.language}>{item.summary}</span>}
      actions={mayChange ? <ButtonLink href={`${path}/change`}>{t('Change it')}</ButtonLink> : undefined}
      audience={audienceInWords({ ...community, reach, staff_only, community: community.title })}
    >
      <AddedContent item={item} files={props.files} />
      <Known {...props} />
      {keep}
      <section id="uses">
        <h2>{headings.uses()}</h2>
        {uses}
      </section>
      <Versions item={item} versions={props.versions} />
    </Page>
  )
}

function AddedContent({ item, files = [] }: { item: Added; files?: ItemFile[] }) {
  const { body_html, link, story } = item.document
  const told = storyParts.filter((part) => story[part])
  return (
    <>
      {body_html && <Prose html={body_html} lang={item.language} large />}
      {link && (
        <p>
          <a href={outward(link)} rel="noopener noreferrer">
            {link}
          </a>
        </p>
      )}
      {told.length > 0 && (
        <Facts
          facts={told.map((part) => ({
            label: storyName(part),
            value: <Told words={story[part]} lang={item.language} />,
          }))}
        />
      )}
      <Attachments
        files={files.map(({ key, name, size }) => ({ name, href: `${itemPath(item)}/files/${key}`, bytes: size }))}
      />
    </>
  )
}

function Told({ words, lang }: { words: string; lang: string }) {
  return (
    <p class="prose" lang={lang}>
      {words}
    </p>
  )
}

function Known({ item, by, topics }: AddedPageProps) {
  return (
    <Facts
      facts={[
        by && {
          label: t('Added by'),
          value: (
            <>
              {by.href ? <a href={by.href}>{by.name}</a> : by.name}
              {by.line && `, ${by.line}`} <span class="soft">{t('with thanks')}</span>
            </>
          ),
        },
        { label: t('How far it reaches'), value: levelName(item.level) },
        { label: t('Language'), value: languageName(item.language) },
        topics.length > 0 && { label: t('Topics'), value: listFormat(topics.map(({ name }) => name)) },
      ]}
    />
  )
}

function Versions({ item, versions }: Pick<AddedPageProps, 'item' | 'versions'>) {
  if (versions.length < 2) return null
  return (
    <section>
      <h2>{t('Earlier versions')}</h2>
      <ul class="small soft">
        {versions
          .filter(({ version }) => version < item.version)
          .map(({ version, at, because }) => (
            <li>
              <a href={`${itemPath(item)}/versions/${version}`}>
                {t('Version {version}, {date}', { version, date: longDate(at) })}
              </a>
              {because && `: ${because}`}
            </li>
          ))}
      </ul>
    </section>
  )
}

type VersionProps = { item: Added; version: Added; community: Community }

export function VersionPage({ item, version, community }: VersionProps) {
  const { reach, staff_only } = item
  return (
    <Page
      title={version.title}
      crumbs={[{ label: item.title, href: itemPath(item) }]}
      meta={t('Version {version}. What stands today is version {now}.', {
        version: version.version,
        now: item.version,
      })}
      lead={<span lang={item.language}>{version.summary}</span>}
      audience={audienceInWords({ ...community, reach, staff_only, community: community.title })}
    >
      <AddedContent item={version} />
    </Page>
  )
}
