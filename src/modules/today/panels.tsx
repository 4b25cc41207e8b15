import { t } from '../../platform/i18n.ts'
import type { Panel } from '../../platform/module.ts'
import { Button } from '../../ui/button.tsx'
import { Hidden } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { isCoordinator } from '../communities/index.ts'
import { wantsLetter } from '../notices/index.ts'
import { mondayName } from './jobs.ts'

/** Among the mail settings of whoever looks after a community. */
export const mondayPanel: Panel = {
  on: 'mail',
  render: async (db, viewer) => {
    if (!viewer.memberships.some(({ community_id }) => isCoordinator(viewer, community_id))) return null
    return <MondaySetting wanted={await wantsLetter(db, viewer, mondayName)} />
  },
}

function MondaySetting({ wanted }: { wanted: boolean }) {
  return (
    <Form action="/me/monday-note" class="plain">
      <p>
        {wanted
          ? t('On Monday morning you get a note with at most three things that wait for you, when something waits.')
          : t('You get no note on Monday morning.')}
      </p>
      <Hidden name="wanted" value={wanted ? 'no' : 'yes'} />
      <Button kind="quiet">{wanted ? t('Stop the Monday note') : t('Have the Monday note again')}</Button>
    </Form>
  )
}
