import { t } from '../../platform/i18n.ts'
import { Attachment } from '../../ui/attachment.tsx'
import { audienceInWords } from '../../ui/audience.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Entries, Entry } from '../../ui/entry.tsx'
import { Page } from '../../ui/page.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Time } from '../../ui/time.tsx'
import type { Community } from '../communities/index.ts'
import type { CommunityFile } from './community-files.ts'
import { audienceOf } from './talk-words.ts'

type Props = { community: Community; files: CommunityFile[]; more: boolean; before?: string }

/** The files of a community's conversations, the newest first. */
export function FilesPage({ community, files, more, before }: Props) {
  const { title, slug } = community
  const path = `/communities/${slug}/files`
  return (
    <Page
      title={t('Files of {community}', { community: title })}
      crumbs={[
        { label: title, href: `/communities/${slug}` },
        { label: t('Talk'), href: `/communities/${slug}/talk` },
      ]}
      audience={audienceInWords(audienceOf(community))}
    >
      {files.length === 0 && <Empty title={t('No files have been sent here yet.')} />}
      <Entries label={t('Files')}>
        {files.map(({ key, name, size, title, href, at }) => (
          <Entry
            title={<Attachment name={name} href={`/files/${key}/${encodeURIComponent(name)}`} bytes={size} />}
            meta={<a href={href}>{title}</a>}
            end={<Time at={at} show="short" />}
          />
        ))}
      </Entries>
      <Pager earlier={more ? `${path}?before=${files.at(-1)?.key}` : undefined} later={before ? path : undefined} />
    </Page>
  )
}
