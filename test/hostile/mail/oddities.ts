import type { Bomb } from './bombs.ts'
import { CRLF } from './letters.ts'

let nth = 0
const head = () => [
  'From: dee@example.org',
  'To: north@copse.test',
  `Message-ID: <odd${++nth}@example.org>`,
  `Subject: Odd ${nth}`,
]
const mail = (more: string[], body: string) => [...head(), 'MIME-Version: 1.0', ...more, '', body].join(CRLF)
const uuencoded = `begin 644 a.exe${CRLF}#0V%T${CRLF}\`${CRLF}end`

/** What programs have sent that no rule of mail allows; it is read as far as it goes, or refused. */
export const oddities: Bomb[] = [
  ['a NUL in the words', () => mail([], 'Who\0 pays for pumps?')],
  ['a NUL in the subject', () => mail(['Subject: a\0b'], 'Who pays?')],
  ['a charset of nobody', () => mail(['Content-Type: text/plain; charset=klingon'], 'Who pays \xff\xfe?')],
  ['a charset in pieces', () => mail(['Content-Type: text/plain; charset="utf-8; x=\\"'], 'Who pays?')],
  ['UTF-7', () => mail(['Content-Type: text/html; charset=utf-7'], '+ADw-script+AD4-alert(1)+ADw-/script+AD4-')],
  ['UTF-16 that ends in the middle', () => mail(['Content-Type: text/plain; charset=utf-16'], '\xfe\xff\x00W\xd8')],
  ['a boundary that never comes', () => mail(['Content-Type: multipart/mixed; boundary=b'], 'Who pays?')],
  ['a boundary that never ends', () => mail(['Content-Type: multipart/mixed; boundary=b'], `--b${CRLF}${CRLF}Who?`)],
  ['a boundary without a name', () => mail(['Content-Type: multipart/mixed; boundary=""'], `--${CRLF}${CRLF}Who?`)],
  ['no boundary', () => mail(['Content-Type: multipart/alternative'], 'Who pays?')],
  [
    'parts with one boundary',
    () =>
      mail(
        ['Content-Type: multipart/mixed; boundary=b'],
        `--b${CRLF}Content-Type: multipart/mixed; boundary=b${CRLF}${CRLF}--b${CRLF}${CRLF}Who?${CRLF}--b--`,
      ),
  ],
  ['base64 that is none', () => mail(['Content-Transfer-Encoding: base64'], '!!!*** V2hv ===== IHBheXM')],
  ['quoted-printable that is none', () => mail(['Content-Transfer-Encoding: quoted-printable'], 'Who=ZZ pays=\r\n=')],
  ['an encoding of nobody', () => mail(['Content-Transfer-Encoding: rot13'], 'Jub cnlf?')],
  ['two types', () => mail(['Content-Type: text/plain', 'Content-Type: text/html'], '<b>Who</b> pays?')],
  ['uuencoded files', () => mail([], `Who pays?${CRLF}${uuencoded}`)],
  [
    'winmail.dat',
    () =>
      mail(
        ['Content-Type: application/ms-tnef; name=winmail.dat', 'Content-Transfer-Encoding: base64'],
        'eJ8+IgAAAQaQCAAEAAAAAAABAAEAAQeQBgAIAAAA',
      ),
  ],
  [
    'one part of a mail in many',
    () => mail(['Content-Type: message/partial; id="a@b"; number=1; total=3'], 'Who pays?'),
  ],
  [
    'a body that lies elsewhere',
    () => mail(['Content-Type: message/external-body; access-type=URL; URL="http://evil.example/"'], ''),
  ],
  ['a calendar', () => mail(['Content-Type: text/calendar; method=REQUEST'], 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT')],
  [
    'something encrypted',
    () =>
      mail(
        ['Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b'],
        `--b${CRLF}${CRLF}a${CRLF}--b--`,
      ),
  ],
  [
    'a file with the name of a path',
    () => mail([`Content-Disposition: attachment; filename="../../../etc/passwd"`], 'root'),
  ],
  [
    'a file with a name in pieces',
    () => mail([`Content-Disposition: attachment; filename*0*=utf-8''%2e%2e; filename*1="/a"`], 'a'),
  ],
  ['a date of no calendar', () => mail(['Date: Fri, 99 Foo 99999 99:99:99 +9999'], 'Who pays?')],
  ['nothing at all', () => ''],
  ['only white space', () => `${CRLF}${CRLF} `],
  ['no head', () => `${CRLF}From: dee@example.org${CRLF}${CRLF}Who pays?`],
  ['heads without a colon', () => `From dee@example.org${CRLF}Subject${CRLF}${CRLF}Who?`],
  ['a head of NUL', () => `From: dee@example.org${CRLF}X\0Y: a${CRLF}${CRLF}Who pays?`],
  ['bare line feeds', () => mail([], 'a').replaceAll(CRLF, '\n')],
  ['bare carriage returns', () => mail([], 'a').replaceAll(CRLF, '\r')],
  ['a surrogate alone', () => mail(['Subject: =?utf-16?b?2AA=?='], 'Who pays \ud800?')],
].map(([name, raw]) => ({ name: name as string, raw: raw as () => string }))
