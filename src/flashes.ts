import { t } from './platform/i18n.ts'

/** What the page after a change says once at its top, by a word in its address. */
const sentences: Record<string, () => string> = {
  saved: () => t('Saved.'),
  invited: () => t('The invitation is on its way.'),
  mailed: () => t('It is on its way. What comes of it appears here in a moment: look for new mail.'),
  begun: () => t('It has begun. Look again in a moment.'),
  lookedafter: () => t('You look after it now.'),
  gathered: () => t('It is there, and the others are invited by mail.'),
  released: () => t('Released. It goes its way as mail of its writer.'),
  discarded: () => t('Put aside. It is not used.'),
  settled: () => t('Somebody else has settled it already.'),
  sent: () => t('Sent.'),
  asked: () => t('It is on the desk. You hear within one working day.'),
  kept: () => t('Kept as your draft.'),
  shaped: () => t('It is with the asker.'),
  agreed: () => t('Thank you. Your yes is noted.'),
  changes: () => t('Your changes are with the desk.'),
  responded: () => t('Thank you. Your response goes out in two minutes; until then you can take it back.'),
  nudged: () => t('They are asked by name.'),
  extended: () => t('There is more time now.'),
  closed: () => t('Closed to responses.'),
  withdrawn: () => t('Withdrawn.'),
  helped: () => t('Thank you. It is noted that this reply helped again.'),
  used: () => t('Thank you. It stands on the reply.'),
  published: () => t('Published. The letters are on their way.'),
  joined: () => t('You are in.'),
  left: () => t('You have left. What you wrote stays where it was asked for.'),
  started: () => t('It is there. Invite the first colleagues.'),
  greeted: () => t('Greeted.'),
  accepted: () => t('Taken in. A letter of welcome is on its way.'),
  woken: () => t('Mail goes out again.'),
  ended: () => t('Signed out there.'),
  removed: () => t('Removed.'),
  declined: () => t('Declined. Your note goes out by mail.'),
}

export function flashOf(query: URLSearchParams) {
  const word = Object.keys(sentences).find((one) => query.has(one))
  return word ? { sentence: sentences[word]?.() ?? '' } : undefined
}
