import { shortDate } from '../../../platform/dates.ts'
import type { Problems, Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx'
import { Entries, Entry } from '../../../ui/entry.tsx'
import { DateField, Hidden, Select } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Page } from '../../../ui/page.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { Day } from '../../../ui/time.tsx'
import type { Change, listDays, MappedArea, Region } from './reads.ts'

const MAP = '/network/regions'

type MapProps = { areas: MappedArea[]; regions: Region[]; mayKeep: boolean }

export function MapPage({ areas, regions, mayKeep }: MapProps) {
  const left = areas.filter(({ region }) => !region)
  return (
    <Page
      title={t('Regions and their areas')}
      crumbs={[{ label: t('The network'), href: '/network' }]}
      lead={t('Which area belongs to which region. By this map a posting says where a member is placed.')}
      width="wide"
    >
      {left.length > 0 && <WithoutRegion areas={left} mayKeep={mayKeep} />}
      {regions.map((region) => (
        <RegionAreas region={region} areas={areas.filter((area) => area.region?.id === region.id)} />
      ))}
    </Page>
  )
}

function WithoutRegion({ areas, mayKeep }: Pick<MapProps, 'areas' | 'mayKeep'>) {
  return (
    <section>
      <h2>{t('Without a region')}</h2>
      <Entries label={t('Without a region')}>
        {areas.map(({ code, name, suggested, next }) => (
          <Entry
            title={name}
            href={`${MAP}/${code}`}
            end={mayKeep && <ButtonLink href={`${MAP}/${code}`}>{t('Choose its region')}</ButtonLink>}
          >
            {next?.region && <Planned next={next} />}
            {mayKeep && suggested && !next && t('{region} suggested', { region: suggested })}
          </Entry>
        ))}
      </Entries>
    </section>
  )
}

function RegionAreas({ region, areas }: { region: Region; areas: MappedArea[] }) {
  const one = oneDayOf(areas)
  return (
    <section>
      <h2>
        <a href={`/communities/${region.slug}`}>{region.title}</a>
      </h2>
      {one && <p class="soft">{t('All since {date}', { date: shortDate(one) })}</p>}
      <Table
        caption={t('Areas of {region}', { region: region.title })}
        hideCaption
        columns={columnsOf(areas, one)}
        rows={areas}
        empty={<p class="soft">{t('No area yet.')}</p>}
      />
    </section>
  )
}

/** The day since which all of them belong here, said once. */
function oneDayOf(areas: MappedArea[]): string | null {
  const days = new Set(areas.map(({ since }) => since))
  return areas.length > 1 && days.size === 1 ? (areas[0]?.since ?? null) : null
}

/** What is planned has a column where something is, and the first day where the areas differ in it. */
function columnsOf(areas: MappedArea[], one: string | null): Column<MappedArea>[] {
  return [
    { label: t('Area'), cell: ({ code, name }) => <a href={`${MAP}/${code}`}>{name}</a>, heads: true },
    ...(areas.some(({ next }) => next)
      ? [{ label: t('Planned'), cell: ({ next }: MappedArea) => next && <Planned next={next} /> }]
      : []),
    ...(one
      ? []
      : [{ label: t('Since'), cell: ({ since }: MappedArea) => since && <Day on={since} short />, numeric: true }]),
  ]
}

function Planned({ next: { region, since } }: { next: NonNullable<MappedArea['next']> }) {
  return (
    <>
      {region ?? t('No region')}, <Day on={since} short />
    </>
  )
}

type AreaProps = {
  area: MappedArea
  days: Awaited<ReturnType<typeof listDays>>
  regions: Region[]
  today: string
  version: number
  mayKeep: boolean
  /** What others have changed since the form was opened. */
  changes: Change[]
  typed?: Typed
  problems?: Problems
}

export function AreaPage(props: AreaProps) {
  const { area, days, mayKeep, changes } = props
  return (
    <Page
      title={area.name}
      lead={area.region ? t('Belongs to {region}.', { region: area.region.title }) : t('Belongs to no region.')}
      crumbs={[{ label: t('Regions and their areas'), href: MAP }]}
    >
      {changes.length > 0 && <Changed changes={changes} />}
      {mayKeep && <AreaForm {...props} />}
      <h2>{t('Since when')}</h2>
      <Table
        caption={t('The regions of {area}', { area: area.name })}
        hideCaption
        columns={[
          { label: t('Region'), cell: ({ region }) => region, heads: true },
          { label: t('First day'), cell: ({ since }) => <Day on={since} short /> },
          { label: t('Last day'), cell: ({ until }) => (until ? <Day on={until} short /> : t('open')) },
        ]}
        rows={days}
        empty={<p class="soft">{t('It has not belonged to a region yet.')}</p>}
      />
    </Page>
  )
}

/** Two at once: the later one sees what the other did and what she wished, and sends it again or not. */
function Changed({ changes }: { changes: Change[] }) {
  return (
    <Notice kind="warning" title={t('The map was changed while you had it open. Your change is not saved yet.')}>
      <ul>
        {changes.map(({ by, area, from, to, since }) => (
          <li>
            {t('{by}: {area}, from {from} to {to}', {
              by,
              area,
              from: from ?? t('no region'),
              to: to ?? t('no region'),
            })}
            , <Day on={since} short />
          </li>
        ))}
      </ul>
      <p>{t('What you wished stands below. Save it again if it still holds.')}</p>
    </Notice>
  )
}

function AreaForm({ area, regions, today, version, typed, problems }: AreaProps) {
  const suggested = regions.find(({ title }) => title === area.suggested)
  const { version: _, ...values } = typed ?? {}
  return (
    <Form action={`${MAP}/${area.code}`} values={values} problems={problems}>
      {!area.region && suggested && <p>{t('{region} suggested', { region: suggested.title })}</p>}
      <Select
        name="region_id"
        label={t('Region')}
        value={area.region?.id ?? suggested?.id ?? 0}
        options={[
          { value: 0, label: t('No region') },
          ...regions.map(({ id, title }) => ({ value: id, label: title })),
        ]}
      />
      <DateField
        name="since"
        label={t('First day')}
        value={today}
        hint={t('The region before ends on the day before. A day to come is possible.')}
      />
      <Hidden name="version" value={version} />
      <Actions>
        <Button>{t('Save')}</Button>
      </Actions>
      <p class="hint">{t('Those who work there are asked whether they move; nobody is moved.')}</p>
    </Form>
  )
}
