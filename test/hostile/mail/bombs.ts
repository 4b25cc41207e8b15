import { bombs as files } from '../../../src/platform/files/samples.ts'
import { CRLF } from './letters.ts'

/** A mail that costs more to read than to send; `head` begins with whom it says it is from. */
export type Bomb = { name: string; raw: () => string }

const HEAD = ['From: dee@example.org', 'To: north@copse.test', 'Subject: Pumps', 'MIME-Version: 1.0']
const mail = (type: string, body: string, more: string[] = []) =>
  [...HEAD, ...more, `Content-Type: ${type}`, '', body].join(CRLF)
const part = (type: string, body: string) => `Content-Type: ${type}${CRLF}${CRLF}${body}`
const MEGABYTE = 1024 * 1024

export const bombs: Bomb[] = [
  { name: 'a thousand parts, one within the other', raw: () => nested(1000) },
  { name: 'a thousand mails, one within the other', raw: () => mail('message/rfc822', letters(1000)) },
  { name: 'ten thousand parts', raw: () => parts(10_000, part('text/plain', 'a')) },
  { name: 'ten thousand empty parts', raw: () => parts(10_000, '') },
  { name: 'a hundred MB that call themselves small', raw: () => endless(100) },
  { name: 'an archive of archives', raw: () => attached('a.zip', files.nested()) },
  { name: 'a document of three gigabytes, packed', raw: () => attached('a.docx', files.hugePart()) },
  { name: 'a billion laughs', raw: () => attached('a.docx', files.entities()) },
  { name: 'a head of eight MB', raw: () => mail('text/plain', 'Hello', [`X-Long: ${'a '.repeat(4 * MEGABYTE)}`]) },
  {
    name: 'a hundred thousand heads',
    raw: () =>
      mail(
        'text/plain',
        'Hello',
        lines(100_000, (nth) => `X-${nth}: a`),
      ),
  },
  { name: 'a From of one MB', raw: () => `From: ${'a@b.example, '.repeat(80_000)}dee@example.org${CRLF}${CRLF}Hello` },
  { name: 'ten thousand addressees', raw: () => mail('text/plain', 'Hello', [`Cc: ${list(10_000)}`]) },
  { name: 'twenty thousand mails it answers', raw: () => mail('text/plain', 'Hello', [`References: ${ids(20_000)}`]) },
  { name: 'one line of ten MB', raw: () => mail('text/plain', 'a'.repeat(10 * MEGABYTE)) },
  { name: 'quotes, a hundred thousand deep', raw: () => mail('text/plain', `${'>'.repeat(100_000)} a`) },
  { name: 'HTML, fifty thousand deep', raw: () => mail('text/html', '<div>'.repeat(50_000)) },
  { name: 'HTML of open quotes', raw: () => mail('text/html', '<blockquote class="gmail_quote">'.repeat(50_000)) },
  { name: 'a table of a million cells', raw: () => mail('text/html', `<table>${'<tr><td>a'.repeat(500_000)}`) },
  { name: 'white space', raw: () => mail('text/plain', `${' \t'.repeat(2 * MEGABYTE)}a`) },
  { name: 'lines of attribution', raw: () => mail('text/plain', 'On Mon, 2 Mar 2026, Dee wrote:\r\n'.repeat(20_000)) },
  { name: 'a parameter in ten thousand pieces', raw: () => mail(`text/plain; ${pieces(10_000)}`, 'Hello') },
  { name: 'a boundary of one MB', raw: () => mail(`multipart/mixed; boundary="${'a'.repeat(MEGABYTE)}"`, 'Hello') },
  { name: 'encoded words', raw: () => mail('text/plain', 'Hello', [`X-Name: ${'=?utf-8?q?a?= '.repeat(50_000)}`]) },
  {
    name: 'a subject of encoded words',
    raw: () => `Subject: ${'=?utf-8?b?YQ==?= '.repeat(50_000)}${CRLF}${mail('text/plain', 'a')}`,
  },
  {
    name: 'a comment, fifty thousand deep',
    raw: () => `From: ${'('.repeat(50_000)} dee@example.org${CRLF}${CRLF}Hello`,
  },
]

function nested(depth: number): string {
  const open = lines(depth, (nth) => `Content-Type: multipart/mixed; boundary=b${nth}${CRLF}${CRLF}--b${nth}`)
  return [...HEAD, ...open, part('text/plain', 'Deep'), ...lines(depth, (nth) => `--b${depth - nth - 1}--`)].join(CRLF)
}

function letters(depth: number): string {
  return `${lines(depth, (nth) => `Subject: ${nth}${CRLF}Content-Type: message/rfc822${CRLF}`).join(CRLF)}${CRLF}Hello`
}

function parts(count: number, one: string): string {
  return mail('multipart/mixed; boundary=b', `${lines(count, () => `--b${CRLF}${one}`).join(CRLF)}${CRLF}--b--`)
}

function endless(megabytes: number): string {
  const body = `${'QUFB'.repeat(19)}${CRLF}`.repeat(Math.floor((megabytes * MEGABYTE) / 78))
  return mail('application/pdf; name=a.pdf', body, ['Content-Transfer-Encoding: base64', 'Content-Length: 12'])
}

function attached(name: string, content: Buffer): string {
  const base64 = content.toString('base64').replace(/(.{76})/g, `$1${CRLF}`)
  const head = [`Content-Type: application/octet-stream; name="${name}"`, 'Content-Transfer-Encoding: base64']
  const disposition = `Content-Disposition: attachment; filename="${name}"`
  const body = ['--b', part('text/plain', 'Look at this.'), '--b', ...head, disposition, '', base64, '--b--']
  return mail('multipart/mixed; boundary=b', body.join(CRLF))
}

function lines(count: number, one: (nth: number) => string): string[] {
  return Array.from({ length: count }, (_, nth) => one(nth))
}

const list = (count: number) => lines(count, (nth) => `a${nth}@b.example`).join(',\r\n ')
const ids = (count: number) => lines(count, (nth) => `<${nth}@b.example>`).join('\r\n ')
const pieces = (count: number) => lines(count, (nth) => `name*${nth}="a"`).join(';\r\n ')
