import { longDate } from '../../../platform/dates.ts'
import { currentLanguage, t } from '../../../platform/i18n.ts'
import { DOT } from '../../../ui/dot.ts'
import { Page } from '../../../ui/page.tsx'
import { Table } from '../../../ui/table.tsx'
import type { HolidayOfYear, Month, Year } from './year.ts'

/** On which days the network works, by month; the holidays of single states with their names. */
export function YearPage({ year, months }: Year) {
  return (
    <Page
      title={t('Working calendar {year}', { year: String(year) })}
      lead={t('Reply-by dates and working days are counted by it. Holidays of single states do not move them.')}
      crumbs={[{ label: t('The network'), href: '/network' }]}
    >
      <p>
        <a href={`/network/calendar?year=${year - 1}`}>{year - 1}</a>
        {DOT}
        <a href={`/network/calendar?year=${year + 1}`}>{year + 1}</a>
      </p>
      {months.map((month) => (
        <MonthOfYear month={month} />
      ))}
    </Page>
  )
}

function MonthOfYear({ month: { first, working_days, holidays } }: { month: Month }) {
  const name = new Intl.DateTimeFormat(currentLanguage(), { month: 'long', timeZone: 'UTC' }).format(new Date(first))
  return (
    <section>
      <h2>{name}</h2>
      <p class="soft">{t('{count, plural, one {one working day} other {# working days}}', { count: working_days })}</p>
      <Table
        caption={t('Holidays')}
        hideCaption
        rows={holidays}
        columns={columns()}
        empty={<p>{t('No holidays.')}</p>}
      />
    </section>
  )
}

function columns() {
  return [
    { label: t('Day'), cell: ({ on }: HolidayOfYear) => <time datetime={on}>{longDate(on, { year: false })}</time> },
    { label: t('Holiday'), heads: true, cell: ({ name }: HolidayOfYear) => name },
    {
      label: t('Where'),
      cell: ({ places }: HolidayOfYear) => (places.length > 0 ? places.join(', ') : t('Everywhere')),
    },
  ]
}
