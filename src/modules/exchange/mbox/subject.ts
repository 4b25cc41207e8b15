const TAG = String.raw`\[[^\]]{1,60}\]`
/** “Re:”, “Fwd:” and their like in the languages of mail programs, with numbers, in any number. */
const REPLIES = 're|aw|sv|vs|antw|antwort|odp|ref|réf|rif|res|ynt|回复|答复|उत्तर'
const FORWARDS = 'fwd?|wg|tr|rv|enc'
const COUNT = String.raw`\s*(?:\[\d+\]|\(\d+\)|\^\d+)?\s*[:：]`

const REPLY = new RegExp(`^\\s*(?:${TAG}\\s*)*(?:${REPLIES})${COUNT}`, 'iu')
const MARK = new RegExp(`^\\s*((?:${TAG}\\s*)*)(?:${REPLIES}|${FORWARDS})${COUNT}\\s*`, 'iu')
const TAGS = new RegExp(`^\\s*(?:${TAG}\\s*)+`, 'u')
const LONGEST = 200

export function isReply(subject: string): boolean {
  return REPLY.test(subject)
}

/** What a thread is called: without “Re:”, wherever the tag of the list stands. */
export function titleOf(subject: string): string {
  let title = subject.trim()
  while (MARK.test(title)) title = title.replace(MARK, '$1').trim()
  return title.slice(0, LONGEST)
}

/** By what the same subject is known again, however it was marked on its way. */
export function bareSubject(subject: string): string {
  return titleOf(subject).replace(TAGS, '').toLowerCase().replace(/\s+/g, ' ').trim()
}
