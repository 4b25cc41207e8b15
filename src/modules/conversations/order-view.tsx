import { t } from '../../platform/i18n.ts'
import { Actions, Button } from '../../ui/button.tsx'
import { Choices } from '../../ui/choice.tsx'
import { Hidden } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { Page } from '../../ui/page.tsx'
import type { Community } from '../communities/index.ts'
import type { Thread } from './reads.ts'

type OrderPageProps = { thread: Thread; path: string; targets: Community[]; problems?: Record<string, string> }

/** What a coordinator does with a whole conversation. */
export function OrderPage({ thread, path, targets, problems }: OrderPageProps) {
  const closes = !thread.closed_at
  return (
    <Page title={t('Close or move this conversation')} crumbs={[{ label: thread.title, href: path }]}>
      <Form action={`${path}/closure`}>
        <h2>{closes ? t('Close it') : t('Open it again')}</h2>
        <p>
          {closes
            ? t('It stays where it is and can be read. Whoever replies by mail is told that it is closed.')
            : t('It takes contributions again.')}
        </p>
        <Hidden name="closed" value={closes ? 'yes' : 'no'} />
        <Actions>
          <Button kind="quiet">{closes ? t('Close it') : t('Open it again')}</Button>
        </Actions>
      </Form>
      <Move path={path} targets={targets} problems={problems} />
    </Page>
  )
}

function Move({ path, targets, problems }: Omit<OrderPageProps, 'thread'>) {
  if (targets.length === 0)
    return <p class="soft">{t('You can move it to another community once you coordinate that one too.')}</p>
  return (
    <Form action={`${path}/move`} problems={problems}>
      <h2>{t('Move it')}</h2>
      <Choices
        name="to"
        label={t('To which community')}
        hint={t('Only where nobody reads it who cannot read it here. Its old address leads there.')}
        options={targets.map(({ slug, title }) => ({ value: slug, label: title }))}
      />
      <Actions>
        <Button kind="quiet">{t('Move it')}</Button>
      </Actions>
    </Form>
  )
}
