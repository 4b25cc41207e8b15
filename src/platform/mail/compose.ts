import { config } from '../config.ts'
import type { Id } from '../db.ts'
import { currentLanguage, t } from '../i18n.ts'
import { type FooterLine, htmlPart } from './compose/html-part.ts'
import { phrase } from './compose/mime.ts'
import { plainText } from './compose/plain-text.ts'
import type { LetterContent } from './content.ts'
import { SYSTEM_NAME } from './names.ts'
import { STOP_RECEIVER } from './receiver.ts'
import { bounceAddress, replyAddress, stopToken } from './tokens.ts'

type Addressee = { person_id: Id; name: string; address: string; epoch: number }
type Row = { id: Id; message_id: string }

/** Stands in return paths whose bounces are nobody's. */
const NO_ROW = 0

export type Mailbox = { name: string; address: string }

export type Composed = {
  envelope: { from: string; to: string }
  from: Mailbox
  to: Mailbox
  replyTo?: Mailbox
  subject: string
  messageId: string
  references?: string[]
  inReplyTo?: string
  /** Ready as they stand. */
  headers: Record<string, string>
  text: string
  html: string
  attachments: { filename: string; contentType: string; content: Buffer }[]
}

/** Written in the language that is being spoken. Every address is one of ours, so that DMARC holds. */
export function compose(content: LetterContent, to: Addressee, row: Row): Composed {
  const address = content.address ?? to.address
  const subject = subjectOf(content)
  const stop = stopOf(content, to)
  const footer = footerOf(content, stop)
  return {
    // What fails at an address that is not known to be hers says nothing about her own.
    envelope: { from: bounceAddress(content.address ? NO_ROW : row.id), to: address },
    from: senderOf(content),
    to: { name: headerText(to.name), address },
    replyTo: replyToOf(content, to),
    subject,
    messageId: `<${row.message_id}>`,
    ...threadOf(content),
    headers: { ...machineHeaders(content), ...listHeaders(content, stop) },
    text: plainText(content.blocks, footer.map(asText)),
    html: htmlPart(subject, content.blocks, footer),
    attachments: (content.attachments ?? []).map(attach),
  }
}

function subjectOf({ subject, community }: LetterContent): string {
  const clean = headerText(subject)
  const prefix = community && `[${headerText(community.short_name)}]`
  return !prefix || clean.includes(prefix) ? clean : `${prefix} ${clean}`
}

/** One line, no control characters: nothing a person typed begins a header of its own. */
function headerText(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 250)
}

function senderOf({ from, community }: LetterContent): Mailbox {
  const house = community ? headerText(community.short_name) : 'Copse'
  const address = `${community?.mail_name ?? SYSTEM_NAME}@${config().MAIL_DOMAIN}`
  return { name: from ? t('{name} via {community}', { name: headerText(from), community: house }) : house, address }
}

function replyToOf({ replies, community }: LetterContent, { person_id, epoch }: Addressee): Mailbox | undefined {
  if (!replies) return undefined
  const address = replyAddress({ person_id, receiver: replies.to.code, about: replies.about, epoch })
  return { name: community ? headerText(community.short_name) : 'Copse', address }
}

/** All letters of one thing hang under one root that no mail has, so that they stand together whichever came first. */
function threadOf({ thread, answers }: LetterContent) {
  const root = thread && `<${thread.replace(/[^\w.-]/g, '')}@${config().MAIL_DOMAIN}>`
  const answered = answers && `<${answers.replace(/[^!-;=?-~]/g, '')}>`
  const references = [root, answered].filter((id) => id !== undefined)
  return references.length > 0 ? { references, inReplyTo: answered ?? root } : {}
}

/** RFC 3834: no machine is to answer a machine; what a member wrote is list mail, which no vacation notice answers either. */
function machineHeaders({ auto, community }: LetterContent): Record<string, string> {
  return {
    'Content-Language': currentLanguage(),
    'X-Auto-Response-Suppress': 'OOF, AutoReply',
    ...(auto && { 'Auto-Submitted': auto }),
    ...(!auto && community && { Precedence: 'list' }),
  }
}

type Stop = { href: string; address: string; words: string }

/** Of exactly one setting: what the letter itself names, or the mail of its community. */
function stopOf({ stop, stoppable, community }: LetterContent, { person_id, epoch }: Addressee): Stop | null {
  const address = (receiver: number, about: Id) => replyAddress({ person_id, receiver, about, epoch })
  if (stop) return { href: stop.href, address: address(stop.to.code, stop.about), words: stop.words }
  if (!stoppable || !community) return null
  return {
    href: `${config().BASE_URL}/stop/${stopToken(person_id, community.id)}`,
    address: address(STOP_RECEIVER, community.id),
    words: t('Stop mail of {community}', { community: community.short_name }),
  }
}

/** RFC 2369, 2919 and 8058. */
function listHeaders({ community }: LetterContent, stop: Stop | null): Record<string, string> {
  const { MAIL_DOMAIN } = config()
  return {
    ...(community && {
      'List-Id': `${phrase(headerText(community.name))} <${community.mail_name}.${MAIL_DOMAIN}>`,
      'List-Post': `<mailto:${community.mail_name}@${MAIL_DOMAIN}>`,
    }),
    ...(stop && {
      'List-Unsubscribe': `<${stop.href}>, <mailto:${stop.address}?subject=stop>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    }),
  }
}

/** What replying does, who reads it, why it came, how it stops. */
function footerOf({ replies, audience, why }: LetterContent, stop: Stop | null): FooterLine[] {
  const words = [replies?.hint, audience, why].filter((line) => line !== undefined)
  return stop ? [...words, { link: stop.words, href: stop.href }] : words
}

function attach({ name, type, content }: NonNullable<LetterContent['attachments']>[number]) {
  return { filename: headerText(name), contentType: type, content }
}

function asText(line: FooterLine): string {
  return typeof line === 'string' ? line : `${line.link}: ${line.href}`
}
