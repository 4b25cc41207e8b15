import { config } from '../../../platform/config.ts'
import { longDate } from '../../../platform/dates.ts'
import type { Db, Id } from '../../../platform/db.ts'
import { t } from '../../../platform/i18n.ts'
import type { LetterContent } from '../../../platform/mail/content.ts'
import { letter } from '../../../platform/outbox.ts'
import { listNames, shownName } from '../../people/index.ts'
import { roleReply } from '../addresses.ts'
import { may } from '../policy.ts'
import { findCommunityById, letterHead } from '../reads.ts'
import { dutyName, roleName } from './names.ts'
import { findRoleById } from './reads.ts'

async function findCase(db: Db, id: Id) {
  const role = await findRoleById(db, id)
  if (!role) return null
  const community = await findCommunityById(db, role.community_id)
  const by = role.by_id ? (await listNames(db, [role.by_id])).get(role.by_id) : undefined
  return { role, community, by: by?.name ?? community.title }
}

export const appointedLetter = letter('communities.appointed', 'role', async (db, _reader, about) => {
  const found = await findCase(db, about)
  if (!found) return null
  const { role, community, by } = found
  const named = { by, role: roleName(role.role), community: community.title }
  return {
    subject: t('You are named for {community}: {role}', named),
    from: by,
    blocks: [
      t('{by} has named you for this role in {community}: {role}.', named),
      role.ends_on ? t('Its term ends on {day}.', { day: longDate(role.ends_on) }) : t('It has no end date.'),
      ...(role.duties.length > 0 ? [{ list: role.duties.map(dutyName) }] : []),
      t('A role gives duties and no more to read than members read. If you do not want it, reply NO.'),
      { link: t('The roles of {community}', named), href: `${config().BASE_URL}/communities/${community.slug}/roles` },
    ],
    community: letterHead(community),
    replies: { to: roleReply, about, hint: t('To decline, reply NO.') },
    why: t('You get this because you are a member of {community}.', named),
    auto: 'auto-generated',
  } satisfies LetterContent
})

export const standInLetter = letter('communities.stand-in', 'role', async (db, _reader, about) => {
  const found = await findCase(db, about)
  if (!found?.role.ends_on) return null
  const { role, community, by } = found
  const named = { by, community: community.title, day: longDate(role.ends_on ?? '') }
  return {
    subject: t('You stand in for {by} in {community}', named),
    from: by,
    blocks: [
      t('{by} has handed {community} over to you until {day}. What waits stands on your first page.', named),
      { link: t('See what needs you'), href: `${config().BASE_URL}/today` },
      t('If you cannot do it, reply NO.'),
    ],
    community: letterHead(community),
    replies: { to: roleReply, about, hint: t('To decline, reply NO.') },
    why: t('You get this because you are a member of {community}.', named),
    auto: 'auto-generated',
  } satisfies LetterContent
})

/** To the one who named her, as long as she may name somebody else: the place is open again. */
export const declinedRoleLetter = letter('communities.role-declined', 'role', async (db, reader, about) => {
  const role = await db
    .selectFrom('role')
    .innerJoin('person', 'person.id', 'role.person_id')
    .select(['role.role', 'community_id', shownName().as('name')])
    .where('role.id', '=', about)
    .where('until', 'is not', null)
    .executeTakeFirst()
  if (!role || !may.keep(reader, role.community_id)) return null
  const community = await findCommunityById(db, role.community_id)
  const named = { name: role.name, role: roleName(role.role), community: community.title }
  return {
    subject: t('{name} cannot take the role in {community}: {role}', named),
    blocks: [
      t('{name} has declined or given back this role in {community}: {role}. It is open again.', named),
      { link: t('Name somebody else'), href: `${config().BASE_URL}/communities/${community.slug}/roles` },
    ],
    community: letterHead(community),
    why: t('You get this because you named {name}.', named),
    auto: 'auto-generated',
  } satisfies LetterContent
})
