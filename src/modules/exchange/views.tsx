import { shortDate } from '../../platform/dates.ts'
import { numberFormat, pick, t } from '../../platform/i18n.ts'
import { Details } from '../../ui/details.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Page } from '../../ui/page.tsx'
import { Table } from '../../ui/table.tsx'
import type { OfArchive as Archive, findWholeMail, listImports } from './reads.ts'

type Import = Awaited<ReturnType<typeof listImports>>[number]

export function ImportsPage({ imports }: { imports: Import[] }) {
  return (
    <Page
      title={t('Imported archives')}
      crumbs={[{ label: t('The network'), href: '/network' }]}
      lead={t('Mailing lists whose mails were brought in at the terminal. Whoever may read a room finds them there.')}
    >
      <Table
        caption={t('Imported archives')}
        hideCaption
        rows={imports}
        empty={<Empty title={t('No archive has been imported.')} />}
        columns={[...columns(), ...figures()]}
      />
    </Page>
  )
}

function columns() {
  return [
    { label: t('Archive'), heads: true, cell: ({ name }: Import) => name },
    { label: t('Community'), cell: ({ community_name }: Import) => pick(community_name) },
    { label: t('Imported'), cell: ({ finished_at }: Import) => finished_at && shortDate(finished_at) },
    { label: t('Written'), cell: spanOf },
  ]
}

/** How many of each; the mails are those that came in, were here, stood twice in it, or are broken. */
function figures() {
  const figure = (label: string, of: (counts: Import['counts']) => number) => ({
    label,
    numeric: true,
    cell: ({ counts }: Import) => numberFormat(of(counts)),
  })
  return [
    figure(t('Mails'), ({ messages }) => messages),
    figure(t('Brought in'), ({ added }) => added),
    figure(t('Here already'), ({ present }) => present),
    figure(t('Twice in it'), ({ duplicates }) => duplicates),
    figure(t('Broken'), ({ broken }) => broken),
    figure(t('Threads'), ({ threads }) => threads),
    figure(t('Writers'), ({ authors }) => authors),
    figure(t('Files'), ({ attachments }) => attachments),
  ]
}

function spanOf({ earliest, latest }: Import): string {
  const years = [earliest, latest].map((date) => date?.getUTCFullYear() ?? '')
  return [...new Set(years)].join('–')
}

export function OfArchive({ archives }: { archives: Archive[] }) {
  const cut = archives.flatMap(({ wholes }) => wholes)
  return (
    <>
      {archives.map(({ name, finished_at, count }) => (
        <p class="soft">{countedLine(name, finished_at, count)}</p>
      ))}
      {cut.length > 0 && (
        <Details summary={t('The whole mails')}>
          <p>{t('What was quoted in them, and signatures, are left out here.')}</p>
          <p>
            {cut.map(({ number, mark }) => (
              <>
                <a href={`/m/${encodeURIComponent(mark)}/whole`}>{numberFormat(number)}</a>{' '}
              </>
            ))}
          </p>
        </Details>
      )}
    </>
  )
}

type Whole = Awaited<ReturnType<typeof findWholeMail>>

/** All that the mail said, quotes and signature included; addresses in it are not shown. */
export function WholeMailPage({ mail, title, href }: { mail: Whole; title: string; href: string }) {
  const { whole, body, name, finished_at, left_out, language } = mail
  return (
    <Page
      title={t('The whole mail')}
      crumbs={[{ label: title, href }]}
      lead={finished_at ? archiveLine(name, finished_at) : undefined}
    >
      <AsTyped text={withoutAddresses(whole ?? body ?? '')} lang={language} />
      {left_out.length > 0 && (
        <>
          <h2>{t('Files that were not kept')}</h2>
          <ul>
            {left_out.map((file) => (
              <li>
                {file.name} ({t('{size} kB', { size: numberFormat(Math.ceil(file.size / 1000)) })})
              </li>
            ))}
          </ul>
        </>
      )}
    </Page>
  )
}

/** Paragraphs and lines as they were typed; nothing in it is taken for a mark. */
function AsTyped({ text, lang }: { text: string; lang: string }) {
  return (
    <div class="prose" lang={lang}>
      {text.split(/\n{2,}/).map((paragraph) => (
        <p>
          {paragraph.split('\n').map((line) => (
            <>
              {line}
              <br />
            </>
          ))}
        </p>
      ))}
    </div>
  )
}

function countedLine(name: string, finished_at: Date, count: number): string {
  return t(
    '{count, plural, one {One contribution} other {# contributions}} from the archive of {name}, imported {date}',
    { count, name, date: shortDate(finished_at) },
  )
}

function archiveLine(name: string, finished_at: Date): string {
  return t('From the archive of {name}, imported {date}', { name, date: shortDate(finished_at) })
}

function withoutAddresses(text: string): string {
  return text
    .replace(/([\w.+%=~-]{1,64})@([\w-]{1,63}(?:\.[\w-]{1,63})+)/g, '$1@…')
    .replace(/([\w.+-]{1,64}) at ([\w-]{1,63}(?:\.[\w-]{1,63}){1,4})/g, '$1 at …')
}
