import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Problems, Typed } from '../../../platform/http.ts'
import { languages, pick, t } from '../../../platform/i18n.ts'
import { renderMarkdown } from '../../../platform/markdown.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Entries, Entry } from '../../../ui/entry.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { Field, Hidden } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { outward } from '../../../ui/outward.ts'
import { Page } from '../../../ui/page.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { typeName } from '../groups/types.ts'
import { type BodyTexts, type ConveningBody, MOST_POLICIES, type Policy, readBody } from './body.ts'
import { Care } from './care-view.tsx'
import type { countNetwork, listTiers, TierEntry } from './reads.ts'

type NetworkProps = {
  body: ConveningBody
  name: unknown
  purpose: unknown
  tiers: Awaited<ReturnType<typeof listTiers>>
  counts: Awaited<ReturnType<typeof countNetwork>>
  mayKeep: boolean
  isMember: boolean
  panels: unknown[]
}

/** The whole: who keeps it, its regions and its other communities, and numbers that are counted, not claimed. */
export function NetworkPage({ body, name, purpose, tiers, counts, mayKeep, isMember, panels }: NetworkProps) {
  return (
    <Page
      title={pick(name)}
      lead={pick(purpose)}
      aside={
        <>
          <Body body={body} />
          {mayKeep && <Care />}
        </>
      }
      meta={t(
        '{members, plural, one {one member} other {# members}} of {organisations, plural, one {one organisation} other {# organisations}} in {areas, plural, one {one place} other {# places}}, {communities, plural, one {one community} other {# communities}}',
        counts,
      )}
    >
      <Tier title={t('Regions')} entries={tiers.regions} />
      <Tier
        title={tiers.regions.length > 0 ? t('Communities across the regions') : t('Communities')}
        entries={tiers.others}
      />
      {panels as Child[]}
      <p class="actions">
        <ButtonLink href="/communities">{t('All communities')}</ButtonLink>
        {isMember && <ButtonLink href="/network/calendar">{t('Working calendar')}</ButtonLink>}
      </p>
    </Page>
  )
}

function Tier({ title, entries }: { title: string; entries: TierEntry[] }) {
  if (entries.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <Entries label={title}>
        {entries.map((one) => (
          <Entry
            title={one.title}
            href={`/communities/${one.slug}`}
            over={typeName(one.type)}
            meta={t('{count, plural, one {one member} other {# members}}', { count: one.members })}
          >
            {one.purpose}
          </Entry>
        ))}
      </Entries>
    </section>
  )
}

function Body({ body }: { body: ConveningBody }) {
  const said = readBody(body)
  return (
    <section>
      <h2>{t('Convening body')}</h2>
      {body.logo && <img class="logo" src="/network/logo" alt={said.name} width="160" />}
      <p>
        {said.name}
        {said.place && `, ${said.place}`}
      </p>
      {said.role && <p>{said.role}</p>}
      <Facts facts={waysTo(said)} />
      <ul>
        {(body.policies ?? []).map(({ slug, title }) => (
          <li>
            <a href={`/network/policies/${slug}`}>{pick(title)}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function waysTo({ contact_address, contact_name, site }: ReturnType<typeof readBody>) {
  return [
    contact_address !== '' && {
      label: contact_name || t('Contact'),
      value: <a href={`mailto:${contact_address}`}>{contact_address}</a>,
    },
    site !== '' && { label: t('Site'), value: <a href={outward(site)}>{site.replace(/^https?:\/\//, '')}</a> },
  ]
}

export function PolicyPage({ policy }: { policy: Policy }) {
  return (
    <Page title={pick(policy.title)} crumbs={[{ label: t('The network'), href: '/network' }]}>
      <div class="prose" dir="auto">
        {raw(renderMarkdown(pick(policy.body)).html)}
      </div>
    </Page>
  )
}

type BodyProps = {
  body: ConveningBody
  version: number
  language: string
  typed?: Typed
  problems?: Problems
  isStale: boolean
}

export function BodyPage({ body, version, language, typed, problems, isStale }: BodyProps) {
  const said = readBody(body, language)
  return (
    <Page
      title={t('Convening body')}
      lead={t('Who keeps the network, how to reach them, and by which policies.')}
      crumbs={[{ label: t('The network'), href: '/network' }]}
    >
      <Tabs
        label={t('Language')}
        tabs={languages.map(({ code, name }) => ({
          label: name,
          href: `/network/convening-body?language=${code}`,
          here: code === language,
        }))}
      />
      <Form action="/network/convening-body" id="body" files problems={problems} values={typed}>
        <Hidden name="version" value={String(typed?.version ?? version)} />
        <Hidden name="language" value={language} />
        <Lines said={said} language={language} />
        <Field name="logo" type="file" label={t('Logo')} accept="image/png,image/jpeg,image/webp" optional />
        <Policies said={said} language={language} />
        {isStale && <Meanwhile said={said} />}
        <Button>{t('Save')}</Button>
      </Form>
    </Page>
  )
}

function Lines({ said, language }: { said: BodyTexts; language: string }) {
  return (
    <>
      <Field name="name" label={t('Name')} value={said.name} lang={language} />
      <Field name="place" label={t('Place')} value={said.place} lang={language} optional />
      <TextArea
        name="role"
        label={t('What it does for the network')}
        value={said.role}
        lang={language}
        rows={2}
        optional
      />
      <Field name="site" type="url" label={t('Site')} value={said.site} optional />
      <Field name="contact_name" label={t('Contact')} value={said.contact_name} lang={language} optional />
      <Field name="contact_address" type="email" label={t('Mail address')} value={said.contact_address} optional />
    </>
  )
}

function Policies({ said, language }: { said: BodyTexts; language: string }) {
  const shown = Math.min(said.policies.length + 1, MOST_POLICIES)
  return (
    <>
      {Array.from({ length: shown }, (_, at) => (
        <>
          <Field
            name={`title-${at + 1}`}
            label={t('Policy {at}: title', { at: at + 1 })}
            value={said.policies[at]?.title}
            lang={language}
            optional
          />
          <TextArea
            name={`body-${at + 1}`}
            label={t('Policy {at}: text', { at: at + 1 })}
            value={said.policies[at]?.body}
            lang={language}
            rows={6}
            optional
            markdown
          />
        </>
      ))}
    </>
  )
}

/** What stands now, whole, so that nothing of the other's is lost. */
function Meanwhile({ said }: { said: BodyTexts }) {
  const { policies, ...lines } = said
  const texts = [...Object.values(lines), ...policies.flatMap(({ title, body }) => [title, body])].filter(Boolean)
  return (
    <div class="saved-meanwhile">
      <p class="label">{t('Saved meanwhile:')}</p>
      {texts.map((text) => (
        <blockquote class="own-words" dir="auto">
          {text}
        </blockquote>
      ))}
    </div>
  )
}
