import { Refused } from '../../../platform/errors.ts'
import { allow, type Ctx, readForm, router, type Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { nobody } from '../../../platform/viewer.ts'
import { changeSession, listNames, openSession } from '../../people/index.ts'
import { memberCommunity } from '../membership/list-routes.tsx'
import { may } from '../policy.ts'
import { findCommunityById } from '../reads.ts'
import { answerInvitation, findInvitation, type Invitation, invite } from './actions.ts'
import { invitationAnswerForm, inviteForm } from './forms.ts'
import { InvitationPage, InvitePage } from './views.tsx'

export const invitationRoutes = router()
  .get('/communities/:community/invitation', allow('member'), async (c) => {
    const community = await memberCommunity(c)
    return c.html(<InvitePage community={community} mayKeep={may.keep(c.var.viewer, community.id)} />)
  })

  .post('/communities/:community/invitation', allow('member'), async (c) => {
    const community = await memberCommunity(c)
    const form = await readForm(c, inviteForm)
    if (!form.ok) {
      const mayKeep = may.keep(c.var.viewer, community.id)
      const page = <InvitePage community={community} mayKeep={mayKeep} problems={form.problems} values={form.typed} />
      return c.html(page, 422)
    }

    await invite(c.var.db, c.var.viewer, community, form.values)
    return c.redirect(`/communities/${community.slug}/members?invited`, 303)
  })

  .get('/invitations/:key', allow('anyone'), (c) => invitationPage(c))

  .post('/invitations/:key', allow('anyone'), async (c) => {
    const form = await readForm(c, invitationAnswerForm)
    if (!form.ok) return invitationPage(c, form)

    const { db } = c.var
    const invitation = await findInvitation(db, c.req.param('key'))
    refuseOther(c, invitation)
    const { isNew } = await answerInvitation(db, nobody('page'), invitation, form.values.answer, form.values.once)
    // Whoever was a person here before signs in by her own mail: an invitation passed on must not open her account.
    if (!isNew) return c.redirect(`/invitations/${invitation.key}`, 303)

    await changeSession(c, await openSession(db, invitation.person_id, c.req.header('user-agent') ?? null))
    return c.redirect('/today', 303)
  })

/** Who is signed in speaks for herself, and not for one whose invitation she holds. */
function refuseOther({ var: { viewer } }: Ctx, { person_id }: Invitation) {
  if (!viewer.person || viewer.person.id === person_id) return
  const { name } = viewer.person
  throw new Refused(
    t('You are signed in as {name}, and this invitation is for somebody else. Sign out first if it is yours.', {
      name,
    }),
  )
}

async function invitationPage(c: Ctx, form?: { problems: Record<string, string>; typed: Typed }) {
  const { db } = c.var
  const invitation = await findInvitation(db, c.req.param('key') ?? '')
  const community = await findCommunityById(db, invitation.community_id)
  const names = await listNames(db, [invitation.by_id])
  const inviter = names.get(invitation.by_id)?.name ?? t('A member')
  const page = (
    <InvitationPage invitation={invitation} community={community} inviter={inviter} problems={form?.problems} />
  )
  return c.html(page, form ? 422 : 200)
}
