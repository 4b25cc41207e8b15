import type { Child } from 'hono/jsx'
import type { Id } from '../../../platform/db.ts'
import type { Problems, Typed } from '../../../platform/http.ts'
import { languages, t } from '../../../platform/i18n.ts'
import { Button } from '../../../ui/button.tsx'
import { Choice, Choices } from '../../../ui/choice.tsx'
import { Field, Hidden, Select } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { doorOptions } from '../doors/words.ts'
import type { Community } from '../reads.ts'
import { type CharterTexts, readCharter } from './words.ts'

type Props = {
  community: Community
  language: string
  programmes: { id: Id; key: string; title: string }[]
  problems?: Problems
  typed?: Typed
  /** Somebody else saved meanwhile: what stands now is shown beside what was typed. */
  isStale: boolean
}

export function CharterFormPage({ community, language, programmes, problems, typed, isStale }: Props) {
  const home = `/communities/${community.slug}`
  const version = typed?.version ?? community.version
  return (
    <Page
      title={t('Charter of {community}', { community: community.title })}
      lead={t('Everyone can read it before joining. Each change is recorded.')}
      crumbs={[{ label: community.title, href: home }]}
    >
      <Tabs
        label={t('Language')}
        tabs={languages.map(({ code, name }) => ({
          label: name,
          href: `${home}/charter?language=${code}`,
          here: code === language,
        }))}
      />
      <Form action={`${home}/charter`} id="charter" problems={problems} values={typed}>
        <Hidden name="version" value={String(version)} />
        <Hidden name="language" value={language} />
        <TextFields saved={readCharter(community, language)} typed={typed} isStale={isStale} language={language} />
        <Settings community={community} programmes={programmes} />
        <Button>{t('Save the charter')}</Button>
      </Form>
    </Page>
  )
}

type TextProps = { saved: CharterTexts; typed?: Typed; isStale: boolean; language: string }

function TextFields({ saved, typed, isStale, language }: TextProps) {
  return (
    <>
      {fields().map(({ name, label, hint, rows }) => {
        const text = asText(saved[name])
        const differs = isStale && String(typed?.[name] ?? '') !== text
        return (
          <>
            <TextArea {...{ name, label, hint, rows }} value={text} lang={language} optional={name !== 'purpose'} />
            {differs && <SavedMeanwhile text={text} />}
          </>
        )
      })}
    </>
  )
}

function SavedMeanwhile({ text }: { text: string }) {
  return (
    <div class="saved-meanwhile">
      <p class="label">{t('Saved meanwhile:')}</p>
      <blockquote class="own-words" dir="auto">
        {text || t('(nothing)')}
      </blockquote>
    </div>
  )
}

type TextField = { name: keyof CharterTexts; label: string; hint?: Child; rows: number }

function fields(): TextField[] {
  const oneALine = t('One a line.')
  return [
    { name: 'purpose', label: t('What it is for, in a sentence'), rows: 2 },
    { name: 'rationale', label: t('Why it is needed'), rows: 4 },
    { name: 'domain', label: t('What it is about'), rows: 3 },
    { name: 'for_whom', label: t('Who it is for'), rows: 2 },
    { name: 'intended_outcomes', label: t('What should come of it'), hint: oneALine, rows: 4 },
    { name: 'expect', label: t('What you can expect of it'), hint: oneALine, rows: 3 },
    { name: 'not_expect', label: t('What you cannot expect of it'), hint: oneALine, rows: 3 },
    { name: 'norms', label: t('How we treat each other'), hint: oneALine, rows: 6 },
    { name: 'selection', label: t('How core members are chosen, and who is invited to meetings'), rows: 3 },
  ]
}

function asText(value: string | string[]): string {
  return Array.isArray(value) ? value.join('\n') : value
}

function Settings({ community, programmes }: Pick<Props, 'community' | 'programmes'>) {
  const programme = programmes.find(({ id }) => id === community.programme_id)
  return (
    <>
      <Choices name="joining" label={t('How one comes in')} value={community.joining} options={doorOptions()} />
      <Choice name="admits_external" value="yes" many chosen={community.admits_external}>
        {t('People from outside government may come in')}
      </Choice>
      <Rhythm days={community.rhythm_days} />
      <Select
        name="programme"
        label={t('The training programme it continues')}
        value={programme?.key}
        none={t('none')}
        options={programmes.map(({ key, title }) => ({ value: key, label: title }))}
        optional
      />
    </>
  )
}

function Rhythm({ days }: { days: number | null }) {
  return (
    <Field
      name="rhythm_days"
      type="number"
      label={t('Its rhythm: something happens every so many days')}
      hint={t('Whoever coordinates it is reminded on the first page when it was quiet for longer.')}
      value={days}
      min={1}
      max={400}
      width="short"
      optional
    />
  )
}
