import { z } from 'zod'
import { listOf } from '../../../platform/http.ts'
import { currentLanguage, languages, sentence, t } from '../../../platform/i18n.ts'
import { Choice, Choices } from '../../../ui/choice.tsx'
import { DOT } from '../../../ui/dot.ts'
import { Select } from '../../../ui/field.tsx'
import { ownLanguage, ticked, zone } from './fields.ts'
import { section } from './section.tsx'
import { update } from './sections.tsx'

/** What people of one country and its neighbours read; the names come from the reader's own language. */
const readLanguages = 'as bn brx doi en fr gu hi kn kok ks mai ml mni mr ne or pa sa sat sd ta te ur'.split(' ')

export const languageSection = section({
  path: '/me/languages',
  title: () => t('Languages and time'),
  shape: { language: ownLanguage, languages: listOf(z.enum(readLanguages)), time_zone: zone },
  saved: async (_db, person) => ({
    language: person.language,
    languages: [...person.languages].sort(),
    time_zone: person.time_zone,
  }),
  fields: (saved) => (
    <>
      <Select
        name="language"
        label={t('Language of your pages and mails')}
        value={saved.language}
        options={languages.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <Choices
        name="languages"
        label={t('Languages you read')}
        hint={t('Colleagues see them and know in which language to write to you.')}
        options={listReadLanguages().map(({ code, name }) => ({ value: code, label: name }))}
        value={saved.languages}
        many
        inline
        optional
      />
      <Select
        name="time_zone"
        label={t('Time zone')}
        hint={t('Your mail comes in the morning of this zone.')}
        value={saved.time_zone}
        options={zonesWith(saved.time_zone).map((name) => ({ value: name, label: name.replaceAll('_', ' ') }))}
      />
    </>
  ),
  inWords: ({ language, languages: read, time_zone }) =>
    [namesOfLanguages([...new Set([language, ...read])]), time_zone.replaceAll('_', ' ')].filter(Boolean).join(DOT),
  save: (tx, _viewer, person_id, values) =>
    update(tx, person_id, { ...values, languages: [...values.languages].sort() }),
})

export function listReadLanguages() {
  return readLanguages
    .map((code) => ({ code, name: namesOfLanguages([code]) }))
    .sort((one, other) => one.name.localeCompare(other.name))
}

/** In the language of the reader. */
export function namesOfLanguages(codes: string[]): string {
  const names = new Intl.DisplayNames([currentLanguage()], { type: 'language' })
  const known = codes.filter((code) => /^[a-z]{2,3}$/.test(code))
  return known.map((code) => names.of(code) ?? code).join(', ')
}

/** The browser's list leaves out some older names, such as one a person may have. */
function zonesWith(mine: string): string[] {
  const zones = Intl.supportedValuesOf('timeZone')
  return zones.includes(mine) ? zones : [mine, ...zones]
}

const motives = {
  faster: sentence('Faster information'),
  future: sentence('Learning for future jobs'),
  present: sentence('My present job becomes easier'),
  initiative: sentence('It is part of an initiative of my organisation'),
  exclusive: sentence('Access to an exclusive network'),
  career: sentence('It helps my career'),
  reputation: sentence('A reputation as an expert'),
  people: sentence('Meeting interesting people'),
}
type Motive = keyof typeof motives
const motiveKeys = Object.keys(motives) as Motive[]

export const motiveSection = section({
  path: '/me/motives',
  title: () => t('What you hope to get from it'),
  lead: () => t('For yourself. It is shown to nobody else.'),
  shape: { motives: listOf(z.enum(motiveKeys)) },
  saved: async (_db, person) => ({ motives: motiveKeys.filter((key) => person.motives.includes(key)) }),
  fields: (saved) => (
    <Choices
      name="motives"
      label={t('What matters to you')}
      options={motiveKeys.map((key) => ({ value: key, label: t(motives[key]) }))}
      value={saved.motives}
      many
      optional
    />
  ),
  inWords: (saved) => saved.motives.map((key) => t(motives[key])).join(', '),
  save: (tx, _viewer, person_id, values) => update(tx, person_id, values),
})

export const sharingSection = section({
  path: '/me/sharing',
  title: () => t('What colleagues see'),
  lead: () => t('Only people you share a community with see your profile.'),
  shape: { shows_address: ticked, shows_ties: ticked },
  saved: async (_db, { shows_address, shows_ties }) => ({ shows_address, shows_ties }),
  fields: ({ shows_address, shows_ties }) => (
    <>
      <Choice name="shows_address" value="yes" many chosen={shows_address}>
        {t('Show my mail address on my profile')}
      </Choice>
      <Choice
        name="shows_ties"
        value="yes"
        many
        chosen={shows_ties}
        hint={t('Such as the same cohort or the same organisation, to those who show it too.')}
      >
        {t('Say where our ways have crossed')}
      </Choice>
    </>
  ),
  inWords: ({ shows_address, shows_ties }) =>
    [shows_address && t('My mail address'), shows_ties && t('Where ways have crossed')].filter(Boolean).join(DOT) ||
    t('Neither my mail address nor where ways have crossed'),
  save: (tx, _viewer, person_id, values) => update(tx, person_id, values),
})
