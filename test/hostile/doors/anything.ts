import { listRoutes } from '../../../src/platform/http.ts'
import type { Crawler, Route } from '../../leaks/routes.ts'
import { chance, oneOf, options } from '../../support/harness-options.ts'
import { addressesOf, csrfOf, fieldsOf, formsOf, sendersOf } from '../known.ts'
import type { LaidStage } from '../stage.ts'
import { type Attempt, expect, type Trial } from '../trial.ts'

/** What programs have stumbled over in places that were meant for something else. */
const ODD = [
  ...[
    '',
    ' ',
    '0',
    '-1',
    '1.5',
    '1e309',
    'NaN',
    'null',
    'true',
    '0x10',
    '٣',
    '１',
    '2147483648',
    '9223372036854775808',
  ],
  ...['2026-02-30', '0000-00-00', '99999-01-01', '-infinity', 'infinity', 'epoch', 'now', '24:61', '1 year'],
  ...[
    "' or 1=1 --",
    '%',
    '_',
    '\\',
    '\\x00',
    '\0',
    'a\0',
    '\0b',
    '%00',
    '\u202e',
    '\ufeff',
    '\ud83d\ude00',
    '\ufffe',
    '\r\nX: y',
  ],
  ...['../../etc/passwd', 'C:\\', 'javascript:alert(1)', '//evil.example', 'http://127.0.0.1/', 'file:///etc/passwd'],
  ...['<script>', '{{7*7}}', '=1+1', '__proto__', 'constructor', '[]', '{}', '{"$gt":""}', 'a,b', 'a|b&c'],
  ...['north', 'south', 'network', 'en', 'hi', 'xx', 'yes', 'no', '0123456789abcdef', 'a@b', 'a'.repeat(300)],
  ...['नमस्ते', 'e\u0301'.repeat(50), '\u200b', 'a'.repeat(20_000)],
]
const NAMES =
  'q next page before after older only draft quote from until by within kind community language name place topic'
const MORE_NAMES = `${NAMES} cohort parent show year saved error once sort`.split(' ')

/** Any route, asked by anybody, with anything in the places of its address, its query and its fields. */
export const anything: Trial<LaidStage> = {
  name: 'ASVS 2.2.1, 16.5.3: whatever is sent to any address is answered, and never with a fault',
  async run(stage, attempt) {
    const { world, ground, short } = stage
    const routes = (listRoutes(world.web) as Route[]).filter(({ method }) => method === 'GET')
    const senders: Crawler[] = [...sendersOf(ground), { name: 'nobody', actor: null, communities: [], desk: [] }]
    const tokens = new Map<Crawler, string>()
    for (const sender of senders) tokens.set(sender, await csrfOf(world, sender.actor))
    const [from, forms] = [performance.now(), formsOf(world)]
    for (let nth = 0; nth < (short ? 1000 : 5000) || performance.now() - from < options.minutes * 60_000; nth++) {
      const sender = oneOf(senders)
      const route = oneOf(nth % 2 ? routes : forms)
      await ask(stage, attempt, { sender, route, csrf: tokens.get(sender) ?? '' })
    }
  },
}

type Asked = { sender: Crawler; route: Route; csrf: string }

async function ask({ world, keys }: LaidStage, attempt: Attempt, { sender, route, csrf }: Asked) {
  const address = chance() < 0.7 ? oneOf(addressesOf(route.path, keys, sender, 5)) : oddAddress(route.path)
  const query = new URLSearchParams(some(MORE_NAMES, 4).map((name) => [name, oneOf(ODD)]))
  const path = `${address}?${query}`
  const init: RequestInit =
    route.method === 'GET' ? { headers: oddHeaders() } : { method: 'POST', ...oddBody(route.path, csrf) }
  const { status, headers } = await world.request(sender.actor, path, init)
  const what = `${route.method} ${path.slice(0, 300)} by ${sender.name}, ${String(init.body ?? '').slice(0, 300)}`
  expect(attempt, status < 500, `${what}: ${status}`)
  if (headers.get('x-content-type-options') !== 'nosniff' || !headers.has('content-security-policy'))
    attempt.wrong(`${what}: without its headers`)
}

const oddAddress = (path: string) =>
  path.replace(/:(\w+)(\{[^}]*\})?\??/g, (_, name) =>
    name === 'community' && chance() < 0.7 ? 'north' : encodeURIComponent(oneOf(ODD)),
  )

function oddHeaders(): Record<string, string> {
  const all = {
    ...{
      'accept-language': oneOf(['hi', '*', 'xx-YY;q=9', ',,,', 'a'.repeat(5000)]),
      range: oneOf(['bytes=5-1', 'bytes=-0', 'x']),
    },
    ...{
      'accept-encoding': oneOf(['br', 'br;q=0', '*']),
      'if-none-match': '"x"',
      accept: oneOf(['*/*', 'text/event-stream']),
    },
  }
  return Object.fromEntries(some(Object.entries(all), 2))
}

/** The fields of the form, most of them as they should be, in one of the ways in which forms are sent. */
function oddBody(path: string, csrf: string): { body: FormData | URLSearchParams | string; headers?: HeadersInit } {
  const kept = Object.entries(fieldsOf(path)).filter(() => chance() < 0.9)
  const fields = kept.map(([name, value]) => [name, chance() < 0.5 ? oneOf(ODD) : value])
  const all = [['csrf', csrf], ...fields, ...some(fields, 1), ...(chance() < 0.5 ? [['once', oneOf(ODD)]] : [])] as [
    string,
    string,
  ][]
  if (chance() < 0.05) return { body: JSON.stringify(all), headers: { 'content-type': 'application/json' } }
  if (chance() < 0.5) return { body: new URLSearchParams(all) }
  const body = new FormData()
  for (const [name, value] of all) body.append(name, value)
  if (chance() < 0.2) body.append('files', new File([oneOf(ODD)], oneOf(ODD)))
  return { body }
}

/** At most so many of them, each as likely as another. */
function some<T>(all: T[], most: number): T[] {
  const many = Math.floor(chance() * (most + 1))
  return all.length === 0 ? [] : Array.from({ length: many }, () => oneOf(all))
}
