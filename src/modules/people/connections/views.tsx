import type { Problems, Typed } from '../../../platform/http.ts'
import { pick, t } from '../../../platform/i18n.ts'
import { Actions, Button } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { People } from '../../../ui/person.tsx'
import { Time } from '../../../ui/time.tsx'
import type { Connection, Crossing } from './reads.ts'

type ConnectionProps = {
  name: string
  /** The key of the other. */
  at: string
  connection: Connection
  problems?: Problems
  values?: Typed
}

export function ConnectionPage({ name, at, connection, problems, values }: ConnectionProps) {
  const { state } = connection
  return (
    <Page title={titleOf(state, name)} crumbs={[{ label: name, href: `/people/${at}` }]}>
      {state !== 'none' && connection.line && <blockquote dir="auto">{connection.line}</blockquote>}
      {state === 'none' && <Ask name={name} at={at} problems={problems} values={values} />}
      {state === 'asked' && <Asked name={name} at={at} on={connection.at} />}
      {state === 'asks' && <Answer name={name} at={at} problems={problems} />}
      {state === 'agreed' && <End at={at} words={t('Show it no longer')} />}
    </Page>
  )
}

function titleOf(state: Connection['state'], name: string): string {
  if (state === 'asks') return t('{name} says that you worked together', { name })
  if (state === 'agreed') return t('You and {name} worked together', { name })
  return t('Have you worked with {name}?', { name })
}

type AskProps = Omit<ConnectionProps, 'connection'>

function Ask({ name, at, problems, values }: AskProps) {
  return (
    <>
      <p class="lead">{t('It stands on both profiles when {name} says so too.', { name })}</p>
      <Form action={`/people/${at}/connection`} problems={problems} values={values}>
        <Field
          name="line"
          label={t('Where it was')}
          hint={t('A line that {name} recognises; nobody else sees it.', { name })}
          optional
        />
        <Button>{t('We worked together')}</Button>
      </Form>
    </>
  )
}

function Asked({ name, at, on }: { name: string; at: string; on: Date }) {
  return (
    <>
      <p class="lead">
        {t('You asked {name} to say so too.', { name })} <Time at={on} show="day" />
      </p>
      <End at={at} words={t('Take it back')} />
    </>
  )
}

function Answer({ name, at, problems }: Pick<AskProps, 'name' | 'at' | 'problems'>) {
  return (
    <Form action={`/people/${at}/connection/answer`} problems={problems}>
      <p>
        {t('With your yes it stands on both profiles, for those who may see both. A no is not told to {name}.', {
          name,
        })}
      </p>
      <Actions>
        <Button name="answer" value="yes">
          {t('Yes, we did')}
        </Button>
        <Button kind="quiet" name="answer" value="no">
          {t('No')}
        </Button>
      </Actions>
    </Form>
  )
}

function End({ at, words }: { at: string; words: string }) {
  return (
    <Form action={`/people/${at}/connection/removal`} class="plain">
      <Button kind="quiet">{words}</Button>
    </Form>
  )
}

type TiesProps = {
  at: string
  connection: Connection | null
  crossing: Crossing
  connected: { key: string; name: string; organisation: string | null }[]
}

/** On a profile: where ways have crossed, with whom she worked, and the step to saying so. */
export function Ties({ at, connection, crossing, connected }: TiesProps) {
  return (
    <>
      <Crossings crossing={crossing} />
      {connected.length > 0 && (
        <People
          title={t('Has worked with')}
          people={connected.map(({ key, name, organisation }) => ({
            name,
            place: organisation ?? undefined,
            href: `/people/${key}`,
          }))}
        />
      )}
      {connection && (
        <p class="soft">
          <a href={`/people/${at}/connection`}>{stepInWords(connection.state)}</a>
        </p>
      )}
    </>
  )
}

function Crossings({ crossing: { cohorts, organisations } }: { crossing: Crossing }) {
  const hints = [
    ...cohorts.map(({ name }) => t('You were both in {cohort}.', { cohort: pick(name) })),
    ...organisations.map((organisation) => t('You were both at {organisation}.', { organisation })),
  ]
  if (hints.length === 0) return null
  return <p class="soft">{hints.join(' ')}</p>
}

function stepInWords(state: Connection['state']): string {
  if (state === 'asks') return t('Says that you worked together: answer yes or no')
  if (state === 'agreed') return t('You worked together')
  if (state === 'asked') return t('You said that you worked together; the answer is open')
  return t('We worked together')
}
