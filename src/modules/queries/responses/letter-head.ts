import { longDate, shortDate } from '../../../platform/dates.ts'
import type { Db } from '../../../platform/db.ts'
import { t } from '../../../platform/i18n.ts'
import type { Block } from '../../../platform/mail/content.ts'
import { type LetterHead, replyReceiverFor, threadLetterHead, threadPathFor } from '../../conversations/index.ts'
import { responseReply } from '../addresses.ts'
import { kindName, type Query } from '../query.ts'

/** What the letters of a query's thread say beside what was written; told to conversations when the program starts. */
export function headLetters() {
  replyReceiverFor('query', responseReply)
  threadPathFor('query', listPaths)
  threadLetterHead('query', async (db, post, { once }) => {
    const query = await once(`query of thread ${post.thread_id}`, () => findOf(db, post.thread_id))
    if (!query) return {}
    return post.number === 1 ? headOfQuery(query) : headOfResponse(query)
  })
}

function findOf(db: Db, thread_id: number): Promise<Query | undefined> {
  return db.selectFrom('query').selectAll().where('thread_id', '=', thread_id).executeTakeFirst()
}

/** `Query: Rotating school principals - experiences; examples. Reply by 14 Mar`. */
export function subjectOf({ title, kinds, reply_by, urgency }: Query): string {
  const wanted = kinds.map(kindName).join('; ')
  const values = { title, wanted, date: reply_by ? shortDate(reply_by, { year: false }) : '' }
  const subject = wanted
    ? t('Query: {title} - {wanted}. Reply by {date}', values)
    : t('Query: {title} Reply by {date}', values)
  return urgency === 'urgent' ? t('URGENT {subject}', { subject }) : subject
}

function headOfQuery(query: Query): LetterHead {
  const facts: [string, string][] = []
  if (query.kinds.length > 0) facts.push([t('Wanted'), query.kinds.map(kindName).join(', ')])
  if (query.reply_by) facts.push([t('Reply by'), longDate(query.reply_by)])
  const before: Block[] = [{ heading: query.title }, ...(facts.length > 0 ? [{ facts }] : [])]
  return {
    subject: subjectOf(query),
    before,
    after: [
      t(
        'If you know something about it, reply to this mail. Three lines from your own work are worth more than an essay.',
      ),
    ],
    hint: t(
      'Your reply is your response: it goes to all who can read this, after five minutes in which you can undo it. Begin with a line “no name” if only your organisation may stand beside it.',
    ),
  }
}

function headOfResponse(query: Query): LetterHead {
  return {
    subject: t('Re: {subject}', { subject: subjectOf(query) }),
    before: [t('A response to: {title}', { title: query.title })],
  }
}

async function listPaths(db: Db, threads: { id: number }[]) {
  const rows = await db
    .selectFrom('query')
    .innerJoin('slug', (join) =>
      join.onRef('slug.community_id', '=', 'query.community_id').on('slug.until', 'is', null),
    )
    .select(['thread_id', 'query.key', 'slug'])
    .where(
      'thread_id',
      'in',
      threads.map((thread) => thread.id),
    )
    .execute()
  return new Map(rows.map(({ thread_id, key, slug }) => [thread_id as number, `/communities/${slug}/queries/${key}`]))
}
