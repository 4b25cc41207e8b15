import type { Problems, Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Button } from '../../../ui/button.tsx'
import { Details } from '../../../ui/details.tsx'
import { Field } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { currentShell } from '../../../ui/shell.ts'
import { timeInWords } from '../../../ui/time.tsx'
import { DAYS_TO_HOLD, type NamedPair } from './pair.ts'

type Tried = { problems: Problems; typed: Typed }

/** Who the second person is: any other administrator, or one of two whom the network names. */
export function Pair({ pairs, tried }: { pairs: NamedPair[]; tried?: Tried }) {
  return (
    <section>
      <h2>{t('Who agrees')}</h2>
      {!pairs.some(({ holds }) => holds) && <p>{t('Any other administrator can be the second person.')}</p>}
      <ul>
        {pairs.map((pair) => (
          <li>{inWords(pair)}</li>
        ))}
      </ul>
      <Details summary={t('Name a break-glass pair')} open={tried !== undefined}>
        <p>
          {t(
            'It holds after {days} days, and all other administrators are told at once. Leave both empty to end the naming.',
            {
              days: DAYS_TO_HOLD,
            },
          )}
        </p>
        <Form action="/network/break-glass/pair" problems={tried?.problems} values={tried?.typed}>
          <Field name="first" label={t('The one: name or mail address')} autocomplete="off" optional />
          <Field name="second" label={t('The other: name or mail address')} autocomplete="off" optional />
          <Button>{t('Save')}</Button>
        </Form>
      </Details>
    </section>
  )
}

function inWords({ first, second, holds_from, holds }: NamedPair): string {
  const day = timeInWords(holds_from, currentShell().zone ?? 'UTC', undefined, 'short')
  if (!first) return t('From {day} on: any other administrator', { day })
  const named = { first, second: second ?? '', day }
  return holds
    ? t('One of the two, since {day}: {first} or {second}', named)
    : t('One of the two, from {day} on: {first} or {second}', named)
}
