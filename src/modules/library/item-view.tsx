import type { Child } from 'hono/jsx'
import { longDate } from '../../platform/dates.ts'
import { listFormat, t } from '../../platform/i18n.ts'
import { audienceInWords } from '../../ui/audience.tsx'
import { Booklet, Chapter, Contents, Contributors } from '../../ui/booklet.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { DOT } from '../../ui/dot.ts'
import { Facts } from '../../ui/facts.tsx'
import { Page } from '../../ui/page.tsx'
import type { Community } from '../communities/index.ts'
import type { ItemDocument } from './document.ts'
import { Claims, ClaimText, Experiences, InFull, Related, Themes } from './item-parts.tsx'
import { itemPath, libraryCrumbs } from './path.ts'
import type { Item, listVersions } from './reads.ts'
import { Uses, type UsesProps } from './uses-view.tsx'
import * as words from './words.ts'

type ItemPageProps = Omit<UsesProps, 'item'> & {
  item: Item
  community: Community
  versions: Awaited<ReturnType<typeof listVersions>>
  /** “Keep in a collection”. */
  keep?: Child
}

/** A consolidated reply: one screen first, the rest behind anchors that never change. */
export function ItemPage(props: ItemPageProps) {
  const { item, community, versions } = props
  const { document, title, published_at } = item
  const path = itemPath(item)
  return (
    <Page
      title={title}
      crumbs={libraryCrumbs(community)}
      meta={[
        t('Consolidated reply'),
        longDate(published_at),
        t('{count, plural, one {# response} other {# responses}}', { count: document.responses.length }),
        t('compiled by {names}', { names: words.compilersSentence(document) }),
      ].join(DOT)}
      actions={<ButtonLink href={`${path}.pdf`}>{t('PDF to print or pass on')}</ButtonLink>}
      aside={<Contents chapters={[...chaptersOf(document), { id: 'uses', title: words.headings.uses() }]} />}
      audience={audienceInWords({ ...community, community: community.title })}
    >
      <Changed item={item} />
      <Booklet>
        <DocumentChapters document={document} community={community.title} versions={versions} />
        <Chapter id="uses" title={words.headings.uses()}>
          <Uses {...props} />
        </Chapter>
      </Booklet>
      {props.keep}
    </Page>
  )
}

type ChaptersProps = { document: ItemDocument; community: string; versions?: ItemPageProps['versions'] }

/** The reply itself, as it stands on its page and as the asker sees it before. */
export function DocumentChapters({ document, community, versions }: ChaptersProps) {
  const { language } = document
  return (
    <>
      <Summary document={document} />
      <TheQuery document={document} />
      <Themes themes={document.themes} language={language} />
      <Claims id="agreement" claims={document.agreement} language={language} />
      <Claims id="disagreement" claims={document.disagreement} language={language} />
      <Claims id="watch_for" claims={document.watch_for} language={language} />
      <Experiences document={document} />
      <Related document={document} />
      <InFull id="responses" responses={document.responses} />
      <InFull id="additional" responses={document.additional} />
      <Further document={document} community={community} versions={versions} />
    </>
  )
}

/** On one screen, and from it to all that follows. */
function Summary({ document }: Pick<ChaptersProps, 'document'>) {
  const [, ...further] = chaptersOf(document)
  return (
    <>
      <Chapter id="summary" title={words.headings.summary()}>
        <div class="prose large" lang={document.language}>
          {document.summary.map((claim) => (
            <ClaimText claim={claim} />
          ))}
        </div>
      </Chapter>
      <nav class="contents-here" aria-label={t('On this page')}>
        {further.map(({ id, title }) => (
          <a href={`#${id}`}>{title}</a>
        ))}
      </nav>
    </>
  )
}

function Changed({ item }: { item: Item }) {
  const sentence = words.changeSentence(item)
  if (!sentence) return null
  return (
    <p class="soft">
      {t('Version {version}.', { version: item.version })} {sentence}
    </p>
  )
}

function TheQuery({ document }: Pick<ChaptersProps, 'document'>) {
  const { query, language } = document
  return (
    <Chapter id="query" title={words.headings.query()}>
      <div class="prose" lang={language}>
        {[query.context, query.tried].filter(Boolean).map((text) => (
          <p>{text}</p>
        ))}
        {query.sub_questions.length > 0 && (
          <ol>
            {query.sub_questions.map((question) => (
              <li>{question}</li>
            ))}
          </ol>
        )}
        {query.purpose && <p>{query.purpose}</p>}
      </div>
      <Facts facts={factsOf(query)} />
      <Thanks document={document} />
    </Chapter>
  )
}

function factsOf({ asker, posted_on, kinds, place, path }: ItemDocument['query']) {
  return [
    { label: t('Asked by'), value: <Name of={asker} /> },
    { label: t('Posted'), value: longDate(posted_on) },
    kinds.length > 0 && { label: t('Wanted'), value: listFormat(kinds.map(words.kindName)) },
    place !== '' && { label: t('Place'), value: place },
    path !== undefined && { label: t('Thread'), value: <a href={path}>{t('The query’s page')}</a> },
  ]
}

function Thanks({ document }: Pick<ChaptersProps, 'document'>) {
  return (
    <>
      <h3 id="thanks">{words.headings.thanks()}</h3>
      <Contributors
        people={document.responses.map((response) => {
          const { name, line, key } = words.thanked(response)
          const place = response.quoted && !line.includes(response.place) ? response.place : ''
          return {
            name: key ? <a href={`/people/${key}`}>{name}</a> : name,
            organisation: line || undefined,
            place: place || undefined,
            note: response.offline ? t('not by mail or page') : undefined,
          }
        })}
      />
    </>
  )
}

function Name({ of: { name, line, key } }: { of: Item['document']['query']['asker'] }) {
  return (
    <>
      {key ? <a href={`/people/${key}`}>{name}</a> : name}
      {line && `, ${line}`}
    </>
  )
}

function Further({ document, community, versions = [] }: ChaptersProps) {
  return (
    <Chapter id="further" title={words.headings.further()}>
      <p>
        {words.furtherSentence(document)}{' '}
        {document.query.path && <a href={`${document.query.path}#respond`}>{t('Add a reply')}</a>}
      </p>
      <p class="small soft">{words.licenceSentence(community)}</p>
      {versions.length > 1 && (
        <ul class="small soft">
          {versions.map(({ version, at, because }) => (
            <li>
              {t('Version {version}, {date}', { version, date: longDate(at) })}
              {because && `: ${because}`}
            </li>
          ))}
        </ul>
      )}
    </Chapter>
  )
}

function chaptersOf(document: ItemDocument) {
  const has: Partial<Record<words.Heading, boolean>> = {
    themes: document.themes.length > 0,
    agreement: document.agreement.length > 0,
    disagreement: document.disagreement.length > 0,
    watch_for: document.watch_for.length > 0,
    experiences: document.experiences.length > 0,
    resources: document.resources.length + document.contacts.length > 0,
    additional: document.additional.length > 0,
    thanks: false,
    uses: false,
  }
  const ids = Object.keys(words.headings) as words.Heading[]
  return ids.filter((id) => has[id] !== false).map((id) => ({ id, title: words.headings[id]() }))
}
