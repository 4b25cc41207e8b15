import type { Problems, Typed } from '../../platform/http.ts'
import { pick, t } from '../../platform/i18n.ts'
import { Actions, Button } from '../../ui/button.tsx'
import { Choices } from '../../ui/choice.tsx'
import { Field, Hidden } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { Page } from '../../ui/page.tsx'
import { Person } from '../../ui/person.tsx'
import type { listBlueprints } from './files.ts'

type DoorsProps = {
  token: string
  blueprints: ReturnType<typeof listBlueprints>
  /** Planted from the command line already: only its steward is missing. */
  planted?: string
  problems?: Problems
  values?: Typed
}

/** The two doors of a first start. */
export function DoorsPage(props: DoorsProps) {
  const { token, planted } = props
  return (
    <Page
      title={t('Welcome to Copse')}
      lead={t('A home for communities of practice: questions go round by mail and page, and stay as knowledge.')}
    >
      {!planted && <Demonstration token={token} />}
      <Planting {...props} />
    </Page>
  )
}

function Demonstration({ token }: { token: string }) {
  return (
    <section>
      <h2>{t('Look around a living demonstration')}</h2>
      <p>
        {t(
          'Fifty invented people of northern India, three whole queries, a desk with work on it. You can answer, compile and publish; nothing leaves this machine.',
        )}
      </p>
      <Form action={`/first/${token}/demonstration`} keep={false} label={t('Look around')}>
        <Actions>
          <Button>{t('Look around')}</Button>
        </Actions>
      </Form>
    </section>
  )
}

function Planting({ token, blueprints, planted, problems, values }: DoorsProps) {
  return (
    <section>
      <h2>{planted ? t('Take over your network') : t('Plant your own network')}</h2>
      <Form action={`/first/${token}/network`} problems={problems} values={values} keep={false}>
        {planted ? <Hidden name="blueprint" value={planted} /> : <BlueprintChoices blueprints={blueprints} />}
        <Field name="name" label={t('Your name')} autocomplete="name" />
        <Field name="address" type="email" label={t('Your mail address')} autocomplete="email" />
        <Actions>
          <Button>{planted ? t('Take it over') : t('Plant it')}</Button>
        </Actions>
      </Form>
    </section>
  )
}

function BlueprintChoices({ blueprints }: Pick<DoorsProps, 'blueprints'>) {
  return (
    <Choices
      name="blueprint"
      label={t('Begin with')}
      value={blueprints[0]?.name}
      options={blueprints.map(({ name, title, purpose }) => ({ value: name, label: pick(title), hint: pick(purpose) }))}
    />
  )
}

type Persona = { handle: string; name: string; as: Record<string, string>; sees: Record<string, string> }

export function LookAroundPage({ token, personas }: { token: string; personas: Persona[] }) {
  return (
    <Page
      title={t('Whose eyes will you borrow?')}
      lead={t('All people here are invented. Change places as often as you like: sign out and come back to this page.')}
    >
      {personas.map((persona) => (
        <section class="persona">
          <Person name={persona.name} note={pick(persona.as)} size="large" />
          <p>{pick(persona.sees)}</p>
          <Form action={`/look-around/${token}`} id={`as-${persona.handle}`} label={persona.name} keep={false}>
            <Hidden name="handle" value={persona.handle} />
            <Button kind="quiet">{t('Look around as {name}', persona)}</Button>
          </Form>
        </section>
      ))}
    </Page>
  )
}
