import { NotFound } from '../../../platform/errors.ts'
import { allow, type Ctx, form, type Problems, readForm, router, type Typed, z } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Actions, Button } from '../../../ui/button.tsx'
import { Choices } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { type Community, findCommunity } from '../../communities/index.ts'
import { findQueryIn, type Query, queryPath } from '../query.ts'
import { itemPathOf } from '../reads.ts'
import { roundOf, tellUse } from './asking.ts'

const useForm = form({
  used: z.enum(['no', 'partly', 'yes'], { error: 'Choose how far you used it' }),
  line: z.string().max(500, { error: 'One line is enough: at most 500 letters' }).default(''),
})

/** Below `/communities/:community/queries/:key`. */
export const routes = router()
  .get('/use', allow('asker'), (c) => usePage(c))

  .post('/use', allow('asker'), async (c) => {
    const { query } = await findOwn(c)
    const read = await readForm(c, useForm)
    if (!read.ok) return usePage(c, read)
    const round = await roundOf(c.var.db, query)
    await tellUse(c.var.db, c.var.viewer, query, { ...read.values, round, once: read.values.once })
    return c.redirect(`${await itemPathOf(c.var.db, query)}?used#uses`, 303)
  })

/** The asker's own published query; to all others the page is not there. */
async function findOwn(c: Ctx) {
  const { db, viewer } = c.var
  const community = await findCommunity(db, c.req.param('community') ?? '')
  const query = await findQueryIn(db, viewer, community, c.req.param('key') ?? '')
  if (viewer.person?.id !== query.asker_id || query.state !== 'published') throw new NotFound()
  return { community, query }
}

async function usePage(c: Ctx, failed?: { problems: Problems; typed: Typed }) {
  const { community, query } = await findOwn(c)
  const page = <UsePage community={community} query={query} problems={failed?.problems} values={failed?.typed} />
  return c.html(page, failed ? 422 : 200)
}

type UseProps = { community: Community; query: Query; problems?: Problems; values?: Typed }

function UsePage({ community, query, problems, values }: UseProps) {
  return (
    <Page
      title={t('Did you use any of it?')}
      lead={query.title}
      crumbs={[{ label: t('Query'), href: queryPath(community, query) }]}
    >
      <Form action={`${queryPath(community, query)}/use`} problems={problems} values={values}>
        <Choices
          name="used"
          label={t('Did you use any of the reply?')}
          options={[
            { value: 'no', label: t('No') },
            { value: 'partly', label: t('In part') },
            { value: 'yes', label: t('Yes, I used it') },
          ]}
        />
        <Field name="line" label={t('In one line: what did you do with it?')} maxlength={500} optional />
        <Actions>
          <Button>{t('Say so')}</Button>
        </Actions>
      </Form>
    </Page>
  )
}
