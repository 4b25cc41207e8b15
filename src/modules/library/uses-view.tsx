import type { Problems, Typed } from '../../platform/http.ts'
import { t } from '../../platform/i18n.ts'
import { Actions, Button } from '../../ui/button.tsx'
import { Choices } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { itemPath } from './path.ts'
import type { Use } from './reads.ts'
import { usesSentence } from './words.ts'

export type UsesProps = {
  item: { slug: string; key: string }
  uses: Use[]
  me: number | null
  mayUse: boolean
  problems?: Problems
  values?: Typed
}

/** Who used it and what came of it, and the reader's own word. */
export function Uses(props: UsesProps) {
  const { uses, mayUse } = props
  return (
    <>
      <p>{usesSentence(uses)}</p>
      <Lines uses={uses} />
      {mayUse && <OwnWord {...props} />}
    </>
  )
}

function Lines({ uses }: { uses: Use[] }) {
  const told = uses.filter(({ line, used }) => line && used !== 'no')
  if (told.length === 0) return null
  return (
    <ul class="uses">
      {told.map(({ line, place }) => (
        <li>
          {place && <strong>{t('{place}:', { place })}</strong>} {line}
        </li>
      ))}
    </ul>
  )
}

function OwnWord({ item, uses, me, problems, values }: UsesProps) {
  const mine = uses.find(({ person_id }) => person_id === me)
  return (
    <Form action={`${itemPath(item)}/use`} problems={problems} values={values} label={t('I used this')}>
      <Choices
        name="used"
        label={t('Did you use any of it?')}
        value={mine?.used}
        options={[
          { value: 'yes', label: t('Yes, I used it') },
          { value: 'partly', label: t('In part') },
          { value: 'no', label: t('No') },
        ]}
      />
      <Field
        name="line"
        label={t('In one line: what did you do with it?')}
        value={mine?.line}
        maxlength={500}
        optional
      />
      <Actions>
        <Button kind="quiet">{t('Say so')}</Button>
      </Actions>
    </Form>
  )
}
