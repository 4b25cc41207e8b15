import type { Child } from 'hono/jsx'
import type { Id } from '../../platform/db.ts'
import type { Problems, Typed } from '../../platform/http.ts'
import { languages, pick, t } from '../../platform/i18n.ts'
import { Actions, Button, ButtonLink } from '../../ui/button.tsx'
import { Choice, Choices } from '../../ui/choice.tsx'
import { Field, Hidden, Select } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { Page } from '../../ui/page.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import type { Name, Person } from './reads.ts'

type FormProps = { problems?: Problems; values?: Typed }

export function SignInPage({ next, problems, values }: FormProps & { next?: string }) {
  return (
    <Page title={t('Sign in')} lead={t('There are no passwords here. We mail you a code; it signs you in.')}>
      <Form action="/sign-in" problems={problems} values={values} keep={false}>
        <Field name="address" type="email" label={t('Your mail address')} autocomplete="email" inputmode="email" />
        {next && <Hidden name="next" value={next} />}
        <Button>{t('Mail me a code')}</Button>
      </Form>
    </Page>
  )
}

type TryProps = { at: string; address: string; problems?: Problems }

export function CodePage({ at, address, problems }: TryProps) {
  return (
    <Page
      title={t('Look at your mail')}
      lead={t('If {address} belongs to a member, a mail with a code of six digits is on its way.', { address })}
    >
      <Form action={`/sign-in/${at}`} problems={problems} keep={false}>
        <Field
          name="code"
          label={t('Code from the mail')}
          inputmode="numeric"
          autocomplete="one-time-code"
          width="short"
        />
        <Button>{t('Sign in')}</Button>
      </Form>
      <p class="soft">
        {t('No mail after two minutes? Look in the spam folder, or')} <a href="/sign-in">{t('try again')}</a>.
      </p>
    </Page>
  )
}

/** A link opened by a mail scanner changes nothing: the button does. */
export function LinkPage({ at, token, address }: { at: string; token: string; address: string }) {
  return (
    <Page title={t('Sign in')} lead={t('You are about to sign in as {address}.', { address })}>
      <Form action={`/sign-in/${at}/${token}`} keep={false}>
        <Button>{t('Sign in')}</Button>
      </Form>
    </Page>
  )
}

type PersonPageProps = {
  person: Person
  name: Name | undefined
  topics: { key: string; name: unknown }[]
  panels: unknown[]
  isMe: boolean
}

export function PersonPage({ person, name, topics, panels, isMe }: PersonPageProps) {
  const lines = [name?.designation, name?.organisation, name?.place].filter(Boolean)
  return (
    <Page
      title={person.name}
      meta={lines.join(' · ')}
      actions={isMe && <ButtonLink href="/me">{t('Change what others see of me')}</ButtonLink>}
    >
      {person.about && <p class="prose">{person.about}</p>}
      {topics.length > 0 && (
        <section>
          <h2>{t('Can be asked about')}</h2>
          <ul class="topics">
            {topics.map((topic) => (
              <li>{pick(topic.name)}</li>
            ))}
          </ul>
        </section>
      )}
      {panels as Child[]}
    </Page>
  )
}

type ProfileProps = FormProps & {
  person: Person
  declared: Id[]
  topics: { id: Id; name: string }[]
  areas: { id: Id; name: string }[]
}

export function ProfilePage({ person, declared, topics, areas, problems, values }: ProfileProps) {
  return (
    <Page
      title={t('About you')}
      lead={t('Only a name is needed. What you add helps others to find you and to ask you.')}
    >
      <Form action="/me" problems={problems} values={values}>
        <Work person={person} areas={areas} />
        <Topics declared={declared} topics={topics} />
        <TextArea name="about" label={t('A few words about you')} value={person.about} rows={4} optional />
        <LanguageAndZone person={person} />
        <Actions>
          <Button>{t('Save')}</Button>
        </Actions>
      </Form>
      <p class="soft">
        <a href="/me/mail">{t('What mail you get')}</a>
      </p>
    </Page>
  )
}

function Work({ person, areas }: Pick<ProfileProps, 'person' | 'areas'>) {
  return (
    <>
      <Field name="name" label={t('Name')} value={person.name} autocomplete="name" />
      <Field
        name="organisation"
        label={t('Organisation')}
        value={person.organisation}
        optional
        autocomplete="organization"
      />
      <Field
        name="designation"
        label={t('Designation')}
        value={person.designation}
        optional
        autocomplete="organization-title"
      />
      <Choice name="show_designation" value="yes" many chosen={person.show_designation}>
        {t('Show my designation beside my name')}
      </Choice>
      <Select
        name="area_id"
        label={t('Where you work')}
        value={person.area_id}
        none={t('Not said')}
        options={areas.map(asOption)}
        optional
      />
    </>
  )
}

function Topics({ declared, topics }: Pick<ProfileProps, 'declared' | 'topics'>) {
  return (
    <Choices
      name="topics"
      label={t('Topics you can be asked about')}
      hint={t('When a query fits, the coordinator may ask you by name, at most once in 14 days.')}
      options={topics.map(asOption)}
      value={declared}
      many
      inline
      optional
    />
  )
}

function asOption({ id, name }: { id: Id; name: string }) {
  return { value: id, label: name }
}

function LanguageAndZone({ person }: Pick<ProfileProps, 'person'>) {
  return (
    <>
      <Select
        name="language"
        label={t('Language of your pages and mails')}
        value={person.language}
        options={languages.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <Select
        name="time_zone"
        label={t('Time zone')}
        value={person.time_zone}
        options={zonesWith(person.time_zone).map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
      />
    </>
  )
}

/** The browser's list leaves out some older names, such as one a person may have. */
function zonesWith(mine: string): string[] {
  const zones = Intl.supportedValuesOf('timeZone')
  return zones.includes(mine) ? zones : [mine, ...zones]
}
