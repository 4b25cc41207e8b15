import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readMail } from '../../src/platform/mail/read.ts'
import { cutHtmlReply, cutReply, type Writer } from '../../src/platform/mail/reply-text.ts'
import {
  type Expectations,
  github,
  type Passage,
  willdurand,
  willdurandDates,
  willdurandSenders,
  zapier,
} from './mail-expectations.ts'

/** One reply of a corpus: the mail, what its corpus expects to be left of it, and what we leave. */
export type Reply = { corpus: string; name: string; expected: string; got: string; half: 'develop' | 'check' }

const root = join(process.env.TEST_DATA ?? join(import.meta.dirname, '../../../shared/data'), 'mail-replies')

/**
 * Cases where a corpus expects what another one, or our convention, does not; docs/mail-cutting.md says why.
 * They count only in the figure “all cases”.
 */
export const disagreements = new Set([
  'github/email_1_2.txt',
  'zapier/email_1_2.txt',
  'willdurand/email_2.txt',
  'github/email_1_8.txt',
  'zapier/email_1_8.txt',
  'talon/iphone.eml',
  'talon/sparrow.eml',
  'talon/short_url_body',
  ...willdurandSenders.map((sender) => `willdurand/email_with_from_headers.txt ${sender}`),
])

export function hasReplies(): boolean {
  return existsSync(root)
}

export async function readReplies(): Promise<Reply[]> {
  return [
    ...discourse(),
    ...listed('github', 'github_email_reply_parser/emails', github),
    ...(await talon()),
    ...willdurandReplies(),
    ...listed('zapier', 'zapier_email_reply_parser/emails', zapier),
  ]
}

/** White space folded, so that only words and quote marks are compared. */
export function isAsExpected({ got, expected }: Reply): boolean {
  return fold(got) === fold(expected)
}

export function fold(text: string): string {
  return text.replace(/[\s\u200b]+/g, ' ').trim()
}

function discourse(): Reply[] {
  const folder = join(root, 'discourse_email_reply_trimmer')
  return readdirSync(join(folder, 'emails')).map((name) =>
    reply('discourse', name, read(folder, 'emails', name), read(folder, 'trimmed', name)),
  )
}

function listed(corpus: string, folder: string, expectations: Expectations): Reply[] {
  return Object.entries(expectations)
    .filter(([name]) => existsSync(join(root, folder, name)))
    .map(([name, passages]) => {
      const text = read(root, folder, name)
      return reply(corpus, name, text, keep(text, passages))
    })
}

function willdurandReplies(): Reply[] {
  const folder = 'willdurand_EmailReplyParser/Fixtures'
  const dated = read(root, folder, 'email_with_date_headers.txt')
  const sent = read(root, folder, 'email_with_from_headers.txt')
  return [
    ...listed('willdurand', folder, willdurand),
    ...willdurandDates.map((line) =>
      reply('willdurand', `email_with_date_headers.txt ${line}`, dated.replace('[DATE]', line), 'Thank you very much.'),
    ),
    ...willdurandSenders.map((line) =>
      reply('willdurand', `email_with_from_headers.txt ${line}`, sent.replace('[FROM]', line), ''),
    ),
  ]
}

async function talon(): Promise<Reply[]> {
  const folder = join(root, 'mailgun_talon')
  const mails = readdirSync(join(folder, 'standard_replies')).filter((name) => name.endsWith('.eml'))
  const plain = mails.map(async (name) => {
    const { text } = await readMail(readFileSync(join(folder, 'standard_replies', name)))
    const own = join(folder, 'standard_replies', name.replace('.eml', '_reply_text'))
    return reply('talon', name, text, existsSync(own) ? readFileSync(own, 'utf8') : 'Hello')
  })
  return [...(await Promise.all(plain)), ...talonHtml(folder), ...talonSignatures(folder)]
}

function talonHtml(folder: string): Reply[] {
  return readdirSync(join(folder, 'html_replies')).map((name) => {
    const html = read(folder, 'html_replies', name)
    return { ...reply('talon', name, html, 'Hi. I am fine. Thanks, Alex'), got: cutHtmlReply(html) }
  })
}

function talonSignatures(folder: string): Reply[] {
  const stripped = join(folder, 'signature/emails/stripped')
  return readdirSync(stripped)
    .filter((name) => name.endsWith('_body'))
    .map((name) => {
      const body = read(stripped, name).replaceAll('#sig#', '').trim()
      const signature = read(stripped, name.replace('_body', '_signature')).replaceAll('#sig#', '').trim()
      const address = read(stripped, name.replace('_body', '_sender')).trim()
      return reply('talon', name, body, body.slice(0, body.length - signature.length), { address })
    })
}

function reply(corpus: string, name: string, text: string, expected: string, writer?: Writer): Reply {
  return { corpus, name, expected, got: cutReply(text, writer).text, half: halfOf(text) }
}

/** By content, so that a file which several corpora share lies on one side. */
function halfOf(text: string): 'develop' | 'check' {
  return Number.parseInt(createHash('sha1').update(text).digest('hex').charAt(0), 16) % 2 === 0 ? 'develop' : 'check'
}

function keep(text: string, passages: Passage[]): string {
  return passages.map((passage) => keepOne(text.replace(/\r\n/g, '\n'), passage)).join('\n')
}

function keepOne(text: string, passage: Passage): string {
  if ('exactly' in passage) return passage.exactly
  if ('until' in passage) return text.includes(passage.until) ? text.slice(0, text.indexOf(passage.until)) : text
  const end = text.indexOf(passage.last)
  return text.slice(text.indexOf(passage.first), end + passage.last.length)
}

function read(...path: string[]): string {
  return readFileSync(join(...path), 'utf8')
}
