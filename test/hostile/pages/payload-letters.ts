import { RUN } from './run.ts'

/** Letters that look, sort, join or turn otherwise than they are written. */
export function tricks(): string[] {
  const odd = [
    '\u202e',
    '\u2066',
    '\u200b',
    '\ufeff',
    '\u00ad',
    '\u0000',
    '\u2028',
    '\u2029',
    '\u0085',
    '\ufffe',
    '\ud800',
    '\udc00',
    '\u0338',
    '\u1e9e',
    '\u0130',
    '\u212a',
    '\ufb00',
    '\u{e0001}',
    '\u{1f469}\u200d\u{1f4bb}',
    'a\u0301'.repeat(30),
  ]
  return odd.flatMap((letter) => [
    `<${letter}script>${RUN}</script>`,
    `<s${letter}cript>${RUN}</script>`,
    `<img src=x ${letter}onerror=${RUN}>`,
    `[a](java${letter}script:${RUN})`,
    `${letter}"${letter}>${letter}<svg onload=${RUN}>`,
    `&lt${letter};script>`,
  ])
}

/** For what makes files of our words: the print, tables, templates, heads of mails, statements. */
export function prints(): string[] {
  return [
    '#panic("a")',
    '#read("/etc/passwd")',
    '#link("javascript:__hit=1")[a]',
    '#import "@preview/a:0.1.0"',
    '#eval("1")',
    '$ sum $',
    '*_#`',
    '= a',
    '=1+1',
    "=cmd|' /C calc'!A0",
    '@SUM(1)',
    '+1',
    '-1',
    '\t=1',
    '{{7*7}}',
    '$\u007b7*7}',
    '#{7*7}',
    '<%= 7*7 %>',
    "' or 1=1 --",
    '"; drop table post; --',
    '\\x27',
    '%s%n',
    '{0}',
    '{name, plural, one {a}}',
    '$(id)',
    '`id`',
    '| id',
    '../../etc/passwd',
    '\r\nBcc: a@evil.example',
    '\r\n\r\n<script>',
  ]
}
