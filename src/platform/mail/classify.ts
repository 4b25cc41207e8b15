import { isHard } from './classify/hard.ts'
import { addressIn, originalMessageId, type Report, readReport } from './classify/report.ts'
import {
  absenceSubjects,
  awayFollows,
  awaySentences,
  awaySubjects,
  bounceSentences,
  bounceSubjects,
  daemons,
} from './classify/words.ts'
import type { IncomingMail } from './read.ts'
import { cutReply } from './reply-text.ts'

/** What a mail is. Only a letter was written by a person to be read here; nothing else is ever posted or answered. */
export type Classification =
  | { kind: 'letter' }
  | { kind: 'auto-reply' }
  | { kind: 'bounce'; hard: boolean; status?: string; recipient?: string; originalMessageId?: string }
  | { kind: 'complaint'; recipient?: string; originalMessageId?: string }
  | { kind: 'list-or-bulk' }

/** What the SMTP dialogue knew: an empty string is the null sender. */
export type Envelope = { from?: string }

const LONGEST = 8000
const FORWARDED = /^\s*(?:fwd?|fw|wg|tr|rv|enc|i|vb|doorst|转发|轉寄|転送)\s*[:：]\s*(.{1,500})$/iu
const CHALLENGE =
  /(?:account|mailbox|e-?mail|inbox|address) is protected by|to (?:have|get) your (?:e-?mail )?(?:address|message|e-?mail) (?:added|delivered|approved)|added to (?:the|my) (?:recipient.s )?(?:allowed|approved|guest|safe)[ -](?:senders? )?list|(?:prove|verify|confirm) (?:that )?you are (?:a )?(?:human|real person|not a (?:spammer|robot))/i
const AWAY = new RegExp(`^(?:\\[[^\\]]{0,40}\\]\\s*)?(?:${awaySubjects})(?:${awayFollows})`, 'iu')
const ABSENT = new RegExp(`^(?:${absenceSubjects})(?:${awayFollows})`, 'iu')
const AWAY_BRACKETED = new RegExp(`[([](?:${awaySubjects})[)\\]]`, 'iu')
const SAYS_AWAY = new RegExp(`^.{0,160}(?:${awaySentences})`, 'isu')
const IS_OUT = /^(?:auto\s?:\s?)?[\p{L}\p{M}., '’-]{2,60} (?:is|will be) out of (?:the )?office/iu
const BOUNCED = new RegExp(`^(?:\\*+|\\[[^\\]]{0,40}\\]|【[^】]{0,40}】)?\\s*(?:${bounceSubjects})`, 'iu')
const SAYS_BOUNCED = new RegExp(bounceSentences, 'iu')
const RETURNED_MAIL =
  /^(?:[-\s]*(?:below this line is|this is a copy of|returned message|original message|message header|the following is a copy|-{3,}.{0,20}(?:copy|returned|original|forwarded)).*|(?:return-path|received|dkim-signature|x-[\w-]+|message-id|mime-version):.*)$/im
const SMTP_ANSWER = /^.*(?<![\d.])[45]\d\d[\s:#-].*(?:\n[ \t]+\S.*)?$/gm
const PROOF =
  /(?<![\d.])[45]\d\d[\s:#-]{1,3}(?:[45]\.\d\.\d|<?[^\s<>@]{1,64}@)|(?<![\d.])[45]\.\d\.\d{1,3}(?![\d.])|final-recipient:|(?:created|generated) automatically|automatically (?:created|generated)|mail(?:er)?[- ](?:daemon|delivery system|system at)|smtp error|rcpt to/i
const ONLY_MACHINE = /^mailer[-_ ]?daemon|^mail[-_ ]?daemon/i
const DAEMON = new RegExp(`^(?:${daemons})(?![\\p{L}])`, 'iu')

export function classify(mail: IncomingMail, envelope: Envelope = {}): Classification {
  const report = readReport(mail)
  if (report && isReport(mail, envelope)) return ofReport(mail, report)
  if (isOldComplaint(mail)) return complaintOf(mail)
  if (isOldBounce(mail, envelope) || isPassedOn(mail)) return bounceOf(mail, undefined)
  if (isAutomatic(mail) || isFromMachine(mail, envelope) || isAway(mail) || isChallenge(mail)) {
    return { kind: 'auto-reply' }
  }
  return isBulk(mail) ? { kind: 'list-or-bulk' } : { kind: 'letter' }
}

/** A person may pass on a report as an attachment; a report itself comes as such or from a machine. */
function isReport(mail: IncomingMail, envelope: Envelope): boolean {
  const type = mail.headers.get('content-type') ?? ''
  return /^multipart\/report/i.test(type) || isDaemon(mail) || isNullSender(mail, envelope) || isAutomatic(mail)
}

function ofReport(mail: IncomingMail, report: Report): Classification {
  if (report.kind === 'complaint') return complaintOf(mail, report.recipient)
  const arrived = /^(?:delivered|relayed|expanded)$/.test(report.action ?? '') || report.status?.startsWith('2.')
  return report.kind === 'receipt' || arrived ? { kind: 'auto-reply' } : bounceOf(mail, report)
}

function bounceOf(mail: IncomingMail, report: Report | undefined): Classification {
  const body = mail.text.slice(0, LONGEST)
  const status = report?.status ?? /(?<![\d.])[45]\.\d{1,2}\.\d{1,3}(?![\d.])/.exec(body)?.[0]
  const recipient = report?.recipient ?? failedRecipient(mail)
  const id = originalMessageId(mail)
  return {
    kind: 'bounce',
    hard: report?.action !== 'delayed' && isHard(status, said(report, body)),
    ...(status ? { status } : {}),
    ...(recipient ? { recipient } : {}),
    ...(id ? { originalMessageId: id } : {}),
  }
}

/** The far side’s own words decide; what our side wrote around them only where it says nothing. */
function said(report: Report | undefined, body: string): string {
  const diagnostic = report?.diagnostic ?? ''
  if (diagnostic.replace(/[^\p{L}]/gu, '').length > 12) return diagnostic
  const notice = body.split(RETURNED_MAIL)[0] ?? ''
  const answers = notice.match(SMTP_ANSWER)?.join('\n') ?? ''
  return answers.length > 20 ? answers : `${diagnostic}\n${notice}`
}

function complaintOf(mail: IncomingMail, recipient?: string): Classification {
  const id = originalMessageId(mail)
  return { kind: 'complaint', ...(recipient ? { recipient } : {}), ...(id ? { originalMessageId: id } : {}) }
}

function failedRecipient(mail: IncomingMail): string | undefined {
  const named = mail.headers.get('x-failed-recipients')
  if (named) return addressIn(named)
  const body = mail.text.slice(0, LONGEST)
  const marked =
    /^[ \t]*<?([^\s<>]{1,64}@[^\s<>]{1,255}?)>?[:.) \t]*$/m.exec(body) ??
    /(?:to|<)\s?<?([^\s<>]{1,64}@[^\s<>:]{1,255})>?/i.exec(body)
  return addressIn(marked?.[1] ?? '')
}

/** Before RFC 5965: a mail provider’s word that its user marked the mail as spam. */
function isOldComplaint({ subject, headers }: IncomingMail): boolean {
  return (
    headers.has('x-hmxmroriginalrecipient') ||
    /^(?:complaint about message from|email feedback report for ip)/i.test(subject)
  )
}

/** Without a report: a machine sent it, and its subject or its first lines say that a mail did not arrive. */
function isOldBounce(mail: IncomingMail, envelope: Envelope): boolean {
  const subject = BOUNCED.test(mail.subject)
  const body = SAYS_BOUNCED.test(mail.text.slice(0, 3000)) || mail.headers.has('x-failed-recipients')
  if (isDaemon(mail) || isNullSender(mail, envelope)) return (subject || body) && !isAway(mail)
  return subject && body && hasProof(mail)
}

/** “Delivery problems” may be the subject of a midwife: a machine also gives the code, or says that it is one. */
function hasProof({ text, headers }: IncomingMail): boolean {
  return headers.has('x-failed-recipients') || PROOF.test(text.slice(0, LONGEST))
}

/** A person sent on a bounce and wrote next to nothing above it. */
function isPassedOn({ subject, text }: IncomingMail): boolean {
  const original = FORWARDED.exec(subject)?.[1]
  if (!original || !BOUNCED.test(original) || !SAYS_BOUNCED.test(text.slice(0, LONGEST))) return false
  return cutReply(text.slice(0, LONGEST)).text.length < 40
}

/** A guard before somebody’s mailbox asks for a click. */
function isChallenge({ text }: IncomingMail): boolean {
  return CHALLENGE.test(text.slice(0, 2000))
}

function isDaemon(mail: IncomingMail): boolean {
  const name = senderName(mail)
  return name === '' || DAEMON.test(name) || DAEMON.test(mail.from.name)
}

/** The part before the @, however badly the header is written. */
function senderName({ from, headers }: IncomingMail): string {
  const raw = headers.get('from')?.trim().replace(/^<|>$/g, '') ?? ''
  return (from.address ?? addressIn(raw) ?? raw).split('@')[0] ?? ''
}

/** Nobody can be answered there, so nobody wrote it. */
function isFromMachine(mail: IncomingMail, envelope: Envelope): boolean {
  return isNullSender(mail, envelope) || ONLY_MACHINE.test(senderName(mail))
}

function isNullSender({ headers }: IncomingMail, envelope: Envelope): boolean {
  if (envelope.from !== undefined) return envelope.from === ''
  return /^<\s*>$/.test(headers.get('return-path')?.split('\n')[0] ?? '')
}

/** RFC 3834 and the headers that were used before it. */
function isAutomatic({ headers }: IncomingMail): boolean {
  const submitted = headers.get('auto-submitted')
  if (submitted && !/^no(?:[\s;(]|$)/i.test(submitted)) return true
  if (
    /auto[-_]?reply/i.test(headers.get('precedence') ?? '') ||
    /^vacation|autorespon/i.test(headers.get('x-mailer') ?? '')
  )
    return true
  return AUTOMATIC.some((name) => headers.has(name) && !/^(?:no|false|0)?$/i.test(headers.get(name) ?? ''))
}

const AUTOMATIC = [
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'x-auto-reply',
  'x-auto-respond',
  'x-autoreply-from',
  'x-auto-reply-from',
  'x-mail-autoreply',
  'x-autogenerated',
  'x-ms-exchange-inbox-rules-loop',
  'x-fc-machinegenerated',
  'x-vacation',
  'x-away',
  'x-cron-env',
]

function isAway({ subject, headers, inReplyTo, text }: IncomingMail): boolean {
  if (AWAY.test(subject) || IS_OUT.test(subject) || AWAY_BRACKETED.test(subject)) return true
  const answers = inReplyTo !== null || headers.has('x-auto-response-suppress') || headers.has('precedence')
  return answers && (ABSENT.test(subject) || saysAway(text))
}

function saysAway(text: string): boolean {
  const own = cutReply(text.slice(0, LONGEST)).text
  return own.length <= 600 && SAYS_AWAY.test(own)
}

function isBulk({ headers }: IncomingMail): boolean {
  if (/^(?:bulk|list|junk)/i.test(headers.get('precedence') ?? '')) return true
  return [
    'list-id',
    'list-unsubscribe',
    'list-post',
    'mailing-list',
    'x-mailing-list',
    'feedback-id',
    'x-mlserver',
    'x-ml-name',
    'x-beenthere',
    'x-mailman-version',
    'x-campaign-id',
    'x-listmember',
  ].some((name) => headers.has(name))
}
