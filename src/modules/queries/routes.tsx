import { NotFound } from '../../platform/errors.ts'
import { allow, router } from '../../platform/http.ts'
import { t } from '../../platform/i18n.ts'
import { Empty } from '../../ui/empty.tsx'
import { Entries } from '../../ui/entry.tsx'
import { Page } from '../../ui/page.tsx'
import { findCommunity, looksInto } from '../communities/index.ts'
import { QueryEntry } from './panels.tsx'
import { findQueryIn } from './query.ts'
import { queryPage } from './query-page.tsx'
import { listPosted } from './reads.ts'

/** Below `/communities/:community/queries`. */
export const routes = router()
  .get('/', allow('member'), async (c) => {
    const { db, viewer } = c.var
    const community = await findCommunity(db, c.req.param('community') ?? '')
    if (!looksInto(viewer, community.id)) throw new NotFound()
    const list = await listPosted(db, viewer, { community_id: community.id, topic: c.req.query('topic') || undefined })
    return c.html(
      <Page
        title={t('Queries of {community}', { community: community.title })}
        crumbs={[{ label: community.title, href: `/communities/${community.slug}` }]}
      >
        {list.length === 0 && <Empty title={t('Nothing has been asked yet.')} />}
        <Entries label={t('Queries')}>
          {list.map((query) => (
            <QueryEntry query={query} />
          ))}
        </Entries>
      </Page>,
    )
  })

  .get('/:key', allow('member'), async (c) => {
    const community = await findCommunity(c.var.db, c.req.param('community') ?? '')
    return queryPage(c, community, await findQueryIn(c.var.db, c.var.viewer, community, c.req.param('key')))
  })
