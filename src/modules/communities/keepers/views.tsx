import { t } from '../../../platform/i18n.ts'
import { Button } from '../../../ui/button.tsx'
import { Details } from '../../../ui/details.tsx'
import { Entries, Entry } from '../../../ui/entry.tsx'
import { Hidden } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import type { Keeper } from './keepers.ts'

export function KeepersPage({ keepers, mine }: { keepers: Keeper[]; mine: number }) {
  return (
    <Page
      title={t('Administrators')}
      lead={t('Those who keep the network. Each of them gives a second factor before its pages open.')}
      crumbs={[{ label: t('The network'), href: '/network' }]}
    >
      <Entries label={t('Administrators')}>
        {keepers.map((keeper) => (
          <Entry
            title={keeper.name}
            href={keeper.href ?? undefined}
            over={keeper.hasFactor ? t('Has a second factor') : t('Has no second factor yet')}
          >
            {keeper.hasFactor && keeper.id !== mine && <Reset keeper={keeper} />}
          </Entry>
        ))}
      </Entries>
    </Page>
  )
}

function Reset({ keeper: { id, name } }: { keeper: Keeper }) {
  return (
    <Details summary={t('{name} has lost all of hers', { name })}>
      <p>
        {t(
          'Make sure that it is {name} who asks, by a call or face to face. Passkeys, app and recovery codes go, {name} is signed out everywhere, and gets a letter that says so.',
          { name },
        )}
      </p>
      <Form action="/network/administrators/reset" id={`reset-${id}`} class="plain" keep={false}>
        <Hidden name="person_id" value={id} />
        <Button kind="danger">{t('Let {name} begin anew', { name })}</Button>
      </Form>
    </Details>
  )
}
