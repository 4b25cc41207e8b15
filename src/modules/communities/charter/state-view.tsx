import type { Child } from 'hono/jsx'
import { t } from '../../../platform/i18n.ts'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Day } from '../../../ui/time.tsx'
import { CORE_NEEDED } from '../groups/core.ts'
import type { HomeProps } from './home-view.tsx'

/** What a visitor or a member should know of how it stands, each with its one act. */
export function State({ community, standing, isMember, isQuiet, isCore }: HomeProps) {
  const home = `/communities/${community.slug}`
  if (community.state === 'closed') return <Notice kind="info">{t('This community is closed.')}</Notice>
  return (
    <>
      {community.state === 'forming' && <Forming home={home} core={standing.core} mayCommit={isMember && !isCore} />}
      {isMember && isQuiet && (
        <Notice kind="info" title={t('It has been quiet')}>
          <p>
            {t('Nobody looks after it just now, or nothing has happened for three months. Any member can pick it up.')}
          </p>
          <Press action={`${home}/care`}>{t('I pick it up')}</Press>
        </Notice>
      )}
      {community.ends_on && (
        <p>
          {t('Ends on')} <Day on={community.ends_on} relative />
        </p>
      )}
    </>
  )
}

function Forming({ home, core, mayCommit }: { home: string; core: number; mayCommit: boolean }) {
  const needed = CORE_NEEDED
  return (
    <Notice kind="info" title={t('Forming')}>
      <p>
        {t('It becomes active when {needed} people have committed themselves to its core group; {core} have so far.', {
          needed,
          core,
        })}
      </p>
      {mayCommit && <Press action={`${home}/core`}>{t('I belong to the core group')}</Press>}
    </Notice>
  )
}

function Press({ action, children }: { action: string; children: Child }) {
  return (
    <Form action={action} class="plain">
      <Button kind="quiet">{children}</Button>
    </Form>
  )
}
