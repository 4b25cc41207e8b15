import { config } from '../../../platform/config.ts'
import type { Db, Id } from '../../../platform/db.ts'
import { listFormat, t } from '../../../platform/i18n.ts'
import type { Block, LetterContent } from '../../../platform/mail/content.ts'
import { letter } from '../../../platform/outbox.ts'
import { listNames } from '../../people/index.ts'
import { applicationReply } from '../addresses.ts'
import { mayAgreeByMail } from '../break-glass/by-mail.ts'
import { may } from '../policy.ts'
import { type Community, findCommunityById, letterHead } from '../reads.ts'
import { isCoordinator } from '../viewer.ts'
import { normBlocks } from './norms.ts'
import { type Application, asAnswers, listDeciders } from './reads.ts'

type Case = { application: Application; community: Community }

/** The case while it is as the letter needs it: a letter whose reason is gone is not sent. */
async function findCase(db: Db, id: Id, fits: (application: Application) => boolean): Promise<Case | null> {
  const row = await db.selectFrom('application').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return null
  const application = { ...row, answers: asAnswers(row.answers) }
  return fits(application) ? { application, community: await findCommunityById(db, row.community_id) } : null
}

const waits = ({ proven_at, decided_at }: Application) => proven_at !== null && decided_at === null

/** To the address that was typed: nothing of what a stranger wrote stands in it. */
export const proofLetter = letter(
  'communities.proof',
  'application',
  async (db, _reader, about) => {
    const found = await findCase(db, about, (one) => one.proven_at === null && one.decided_at === null)
    if (!found) return null
    const { application, community } = found
    const named = { community: community.title }
    return {
      subject: t('Is it you who wants to join {community}?', named),
      blocks: [
        t('Somebody asked to join {community} with this address. If it was you, reply with YES.', named),
        { link: t('Or confirm it there'), href: `${config().BASE_URL}/applications/${application.key}` },
        ...normBlocks(community),
        t(
          'If it was not you, you need do nothing: without your yes nothing happens, and it is forgotten in two weeks.',
        ),
      ],
      community: letterHead(community),
      replies: { to: applicationReply, about, hint: t('Reply YES or NO.') },
      why: t('You get this because your address was typed on the page of {community}.', named),
      auto: 'auto-generated',
    } satisfies LetterContent
  },
  { urgent: true },
)

export const memberAlreadyLetter = letter('communities.member-already', 'community', async (db, _reader, about) => {
  const community = await findCommunityById(db, about)
  return {
    subject: t('You are a member of {community} already', { community: community.title }),
    blocks: [
      t('Somebody asked to join with your address, and you have been a member for some time. Nothing has changed.'),
      { link: t('Sign in'), href: `${config().BASE_URL}/sign-in?next=/communities/${community.slug}` },
    ],
    community: letterHead(community),
    why: t('You get this because your address was typed on the page of {community}.', { community: community.title }),
    auto: 'auto-generated',
  } satisfies LetterContent
})

export const receivedLetter = letter('communities.application-received', 'application', async (db, _reader, about) => {
  const found = await findCase(db, about, waits)
  if (!found) return null
  const { community } = found
  const deciders = (await listDeciders(db, community.id)).map(({ name }) => name)
  return {
    subject: t('Your request to join {community} waits for an answer', { community: community.title }),
    blocks: [
      t('{deciders} will look at it, and you hear by mail. Nobody else has read your answers.', {
        deciders: listFormat(deciders),
      }),
      { link: t('See how it stands'), href: `${config().BASE_URL}/communities/${community.slug}/membership` },
    ],
    community: letterHead(community),
    replies: { to: applicationReply, about, hint: t('To take your request back, reply NO.') },
    why: t('You get this because you asked to join {community}.', { community: community.title }),
    auto: 'auto-generated',
  } satisfies LetterContent
})

/** To those who decide, as long as they do: the answers, and YES or NO as a reply of those whose mail decides. */
export const reviewLetter = letter('communities.application-review', 'application', async (db, reader, about) => {
  const found = await findCase(db, about, waits)
  if (!found || !may.keep(reader, found.community.id)) return null
  const { application, community } = found
  const name = (await listNames(db, [application.person_id])).get(application.person_id)?.name ?? ''
  const byMail = isCoordinator(reader, community.id) || (await mayAgreeByMail(db, reader))
  return {
    subject: t('{name} asks to join {community}', { name, community: community.title }),
    blocks: [...asFacts(application, name), ...howToDecide(found, name, byMail)],
    community: letterHead(community),
    ...(byMail && {
      replies: { to: applicationReply, about, hint: t('Reply YES or NO; a line after it is your note.') },
    }),
    why: t('You get this because you look after {community}.', { community: community.title }),
    audience: t('Read by those who look after {community} alone.', { community: community.title }),
    auto: 'auto-generated',
  } satisfies LetterContent
})

function howToDecide({ application, community }: Case, name: string, byMail: boolean): Block[] {
  const href = `${config().BASE_URL}/communities/${community.slug}/applications/${application.key}`
  if (!byMail) return [{ link: t('Decide on the page'), href }]
  return [
    t('Reply YES to take {name} in, or NO to decline. What you write after it goes to {name} as your note.', { name }),
    { link: t('Or decide on the page'), href },
  ]
}

function asFacts({ answers, class: kind }: Application, name: string): Block[] {
  const serves = kind === 'external' ? t('outside government') : t('in government')
  const lines: Block = {
    facts: [
      [t('Name'), name],
      [t('Works'), serves],
    ],
  }
  const said = answers.flatMap(({ question, answer }): Block[] => [
    { heading: question },
    { prose: { html: '', text: answer || '–' } },
  ])
  return [lines, ...said]
}

export const declinedLetter = letter('communities.application-declined', 'application', async (db, _reader, about) => {
  const found = await findCase(db, about, (one) => one.decision === 'declined')
  if (!found) return null
  const { application, community } = found
  const by = application.by_id ? (await listNames(db, [application.by_id])).get(application.by_id) : undefined
  return {
    subject: t('Your request to join {community}', { community: community.title }),
    from: by?.name,
    blocks: [
      t('{name} has looked at your request and did not take you in this time.', { name: by?.name ?? community.title }),
      ...(application.note ? [{ prose: { html: '', text: application.note } }] : []),
      t('Other communities of the network may fit better.'),
      { link: t('All communities'), href: `${config().BASE_URL}/communities` },
    ],
    community: letterHead(community),
    why: t('You get this because you asked to join {community}.', { community: community.title }),
    auto: 'auto-generated',
  } satisfies LetterContent
})

export const doorLetters = [proofLetter, memberAlreadyLetter, receivedLetter, reviewLetter, declinedLetter]
