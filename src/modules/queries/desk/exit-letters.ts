import { config } from '../../../platform/config.ts'
import { t } from '../../../platform/i18n.ts'
import { archiveReply } from '../addresses.ts'
import { aboutQuery, whyAsker } from './letters.ts'
import { findReply } from './similar.ts'

/** How it ended without a reply of its own: told to the asker. */
export const endedLetter = aboutQuery('queries.ended', ['declined', 'redirected'], (_db, _reader, { query, path }) => ({
  subject:
    query.state === 'declined' ? t('It cannot go round: {title}', query) : t('A better place for it: {title}', query),
  blocks: [
    query.state === 'declined'
      ? t('The desk has decided not to send your question round. The reason:')
      : t('The desk thinks that another place answers this better:'),
    { prose: { html: '', text: (query.state === 'declined' ? query.exit_reason : query.redirected_to) ?? '' } },
    t('Your words are kept here, and you can ask again at any time.'),
    { link: t('Your question'), href: path },
  ],
  why: whyAsker(),
  auto: 'auto-generated',
}))

/** To those who wrote: the asker has taken the question back. */
export const withdrawnLetter = aboutQuery('queries.withdrawn', ['withdrawn'], (_db, _reader, { query }) => ({
  subject: t('Withdrawn: {title}', query),
  blocks: [
    t('The asker has withdrawn this query. Thank you for your response; no consolidated reply will come of it.'),
    ...(query.exit_reason ? [{ prose: { html: '', text: query.exit_reason } }] : []),
  ],
  why: t('You get this because you responded to it.'),
  auto: 'auto-generated',
}))

/** One letter for each offer; not where the reply is no longer open to her. */
export const archiveOffers = [1, 2, 3].map((nth) =>
  aboutQuery(
    `queries.archive-offer-${nth}`,
    ['submitted', 'shaping', 'queued', 'gathering'],
    async (db, reader, { query, path }) => {
      if (!query.item_id) return null
      const reply = await findReply(db, reader, query.item_id)
      return {
        subject: t('Does this answer it? {title}', reply),
        blocks: [
          t(
            'The desk has found a reply that may answer your question already. Reply YES if it does: your question is then closed with thanks. Reply NO, and it goes its way.',
          ),
          { heading: reply.title },
          reply.summary,
          { link: t('Read it whole'), href: config().BASE_URL + reply.href },
          { link: t('Or answer on its page'), href: `${path}/archive` },
        ],
        replies: { to: archiveReply, about: query.id, hint: t('Reply YES or NO.') },
        why: whyAsker(),
        auto: 'auto-generated',
      }
    },
  ),
)

/** To those who wrote: a reply of the library has answered it. */
export const answeredLetter = aboutQuery(
  'queries.answered',
  ['answered_from_archive'],
  (_db, _reader, { query, path }) => ({
    subject: t('Answered from the library: {title}', query),
    blocks: [
      t(
        'The asker has found the answer in the library. Thank you for your response; it stands on the page of the query.',
      ),
      { link: t('The query'), href: path },
    ],
    why: t('You get this because you responded to it.'),
    auto: 'auto-generated',
  }),
)

export const archiveThanks = aboutQuery(
  'queries.archive-thanks',
  ['answered_from_archive'],
  (_db, _reader, { query, path }) => ({
    subject: t('Thank you: {title}', query),
    blocks: [
      t('Good that it was there already. Your question is closed, and the reply notes that it helped again.'),
      { link: t('Your question'), href: path },
    ],
    why: whyAsker(),
    auto: 'auto-replied',
  }),
)
