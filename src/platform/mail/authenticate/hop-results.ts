import { readHeaders } from '../read/headers.ts'

type Result = { method: string; result: string; properties: Record<string, string> }

/** `judged` is the domain that DMARC was asked about, `domains` those that a signature or the sending host vouches for. */
type HopResults = { spf: string; dkim: string; dmarc: string; judged: string | undefined; domains: string[] }

/**
 * What our own mail server found out (RFC 8601): its topmost field counts, every other one is a stranger's. The server
 * must remove fields that carry its name from what comes in.
 */
export function readHopResults(raw: Buffer, authserv_id: string): HopResults | null {
  const results = findResults(raw, authserv_id)
  if (!results) return null
  const dmarc = results.filter(({ method }) => method === 'dmarc')
  return {
    spf: bestOf(results, 'spf'),
    dkim: bestOf(results, 'dkim'),
    dmarc: (dmarc.find(({ result }) => result !== 'pass') ?? dmarc[0])?.result ?? 'none',
    judged: dmarc[0]?.properties['header.from'],
    domains: results.flatMap(vouchedFor),
  }
}

function findResults(raw: Buffer, authserv_id: string): Result[] | null {
  for (const value of readHeaders(raw).get('authentication-results')?.split('\n') ?? []) {
    const [who = '', ...parts] = withoutComments(value).split(';')
    if (who.trim().split(/\s+/)[0]?.toLowerCase() === authserv_id.toLowerCase()) return parts.flatMap(readResult)
  }
  return null
}

/** Comments nest and may hold anything, and so may quotes, which can repeat what a stranger gave as his address. */
function withoutComments(text: string): string {
  let [kept, depth, quoted] = ['', 0, false]
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? ''
    if (letter === '\\') at++
    else if (letter === '"' && depth === 0) quoted = !quoted
    else if (letter === '(' && !quoted) depth++
    else if (letter === ')' && !quoted && depth > 0) depth--
    else if (depth === 0 && !(quoted && /[;=\s]/.test(letter))) kept += letter
  }
  return kept
}

function readResult(part: string): Result[] {
  const words = part.toLowerCase().trim().split(/\s+/)
  const [method = '', result = ''] = (words[0] ?? '').split('=')
  const pairs = words.slice(1).map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)])
  return result ? [{ method: method.split('/')[0] ?? '', result, properties: Object.fromEntries(pairs) }] : []
}

function bestOf(results: Result[], method: string): string {
  const found = results.filter((one) => one.method === method).map(({ result }) => result)
  return found.includes('pass') ? 'pass' : (found[0] ?? 'none')
}

function vouchedFor({ method, result, properties }: Result): string[] {
  if (result !== 'pass') return []
  const named =
    method === 'dkim'
      ? (properties['header.d'] ?? properties['header.i'])
      : method === 'spf' && properties['smtp.mailfrom']
  return named ? [named.split('@').at(-1) ?? ''] : []
}
