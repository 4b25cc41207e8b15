import { promises as dns } from 'node:dns'
import type { AuthenticateResult } from 'mailauth'
import { config } from '../config.ts'
import { readHopResults } from './authenticate/hop-results.ts'
import { isNear, isOurs } from './authenticate/near.ts'
import { readHeaders } from './read/headers.ts'

export type Resolver = (domain: string, type: string) => Promise<string[][] | string[]>

/** Who handed the mail over, and for whom it says it speaks: `from` is the one strict address of the From field. */
export type Hop = { ip: string; helo: string; sender: string; from: string }

export type Verdict = {
  spf: string
  dkim: string
  dmarc: string
  /** A signature or the sending host vouches for the very domain of the From. */
  aligned: boolean
  by: 'us' | 'hop'
  /** The domain of the From publishes nothing that its mail could be checked by. */
  silent?: true
  /** The person said on the page that the mail is hers, or a moderator let it pass. */
  confirmed?: true
}

export const NO_VERDICT: Verdict = { spf: 'none', dkim: 'none', dmarc: 'none', aligned: false, by: 'us' }

/** The verdict on who sent a mail: computed here, or read from our own hop where one is configured. Never throws. */
export async function authenticate(raw: Buffer, hop: Hop, resolver = ownResolver()): Promise<Verdict> {
  const authserv = config().MAIL_AUTHSERV_ID
  await mailauth() // The time that a busy machine needs to load it is not the sender's.
  const found = authserv && isOurs(hop.ip) ? fromHop(raw, hop, authserv) : compute(raw, hop, resolver)
  try {
    const verdict = await withinTime(found)
    return (await isSilent(verdict, hop, resolver)) ? { ...verdict, silent: true } : verdict
  } catch {
    return isNear(hop.ip) && (await areNamesDown(hop.from, resolver)) ? { ...NO_VERDICT, silent: true } : NO_VERDICT
  }
}

/** A stranger’s own name server may answer slowly on purpose: what counts is whether that of the From does. */
function areNamesDown(from: string, resolver: Resolver): Promise<boolean> {
  const asked = resolver(`_dmarc.${domainOf(from)}`, 'TXT').then(
    () => false,
    (error) => !['ENOTFOUND', 'ENODATA'].includes(error.code),
  )
  return withinTime(asked).catch(() => true)
}

const MOST_SIGNATURES = 10
const MOST_MILLISECONDS = 5000

const names = new dns.Resolver({ timeout: 2000, tries: 1 })

/** Tests must not hang on what the invented addresses of their cast mean in the world. */
function ownResolver(): Resolver {
  if (config().COPSE_TEST) return knowsNoName
  return ((domain, type) => names.resolve(domain, type)) as Resolver
}

const knowsNoName: Resolver = async () => {
  throw Object.assign(new Error('No such name'), { code: 'ENOTFOUND' })
}

/** Loaded with the first mail: a start need not wait for it. */
const mailauth = () => import('mailauth')

async function compute(raw: Buffer, { ip, helo, sender, from }: Hop, resolver: Resolver): Promise<Verdict> {
  if (countSignatures(raw) > MOST_SIGNATURES) return { ...NO_VERDICT, dkim: 'policy', dmarc: 'fail' }
  const options = { ip, helo, sender, mta: config().MAIL_DOMAIN, resolver, disableArc: true, disableBimi: true }
  const { authenticate: verify } = await mailauth()
  const result = await verify(raw, options)
  const aligned = await vouchesFor(from, result)
  const dmarc = resultOf(result.dmarc)
  return {
    spf: resultOf(result.spf),
    dkim: bestOf(result.dkim.results.map(resultOf)),
    // mailauth takes a strict policy for a relaxed one; we do not.
    dmarc: dmarc === 'pass' && !aligned ? 'fail' : dmarc,
    aligned,
    by: 'us',
  }
}

function countSignatures(raw: Buffer): number {
  return readHeaders(raw).get('dkim-signature')?.split('\n').length ?? 0
}

/** mailauth reads the From by itself: where it finds another one than we do, nothing vouches for ours. */
async function vouchesFor(from: string, { dkim, spf, dmarc }: AuthenticateResult): Promise<boolean> {
  if (dkim.headerFrom.length !== 1 || dkim.headerFrom[0]?.toLowerCase() !== from) return false
  const signed = dkim.results.filter(isWholeAndPasses).map(({ signingDomain }) => signingDomain)
  const sent = spf && spf.status.result === 'pass' ? [spf.domain] : []
  const strict = dmarc ? dmarc.alignment : undefined
  return (await fits(from, signed, !!strict?.dkim?.strict)) || (await fits(from, sent, !!strict?.spf?.strict))
}

/** A signature over the first part of a body only says nothing about what was added. */
function isWholeAndPasses({ status }: AuthenticateResult['dkim']['results'][number]): boolean {
  return status.result === 'pass' && !(status as { underSized?: number }).underSized
}

async function fits(from: string, domains: string[], strict: boolean): Promise<boolean> {
  if (!strict) return isOfSameOrganisation(from, domains)
  return domains.some((domain) => domain.toLowerCase() === domainOf(from))
}

/** mailauth knows which domains belong together; asked with a policy of our own, it tells. */
async function isOfSameOrganisation(from: string, domains: string[]): Promise<boolean> {
  if (domains.length === 0) return false
  const { dmarc: alignment } = await mailauth()
  const anyPolicy: Resolver = async () => [['v=DMARC1; p=none']]
  const found = await alignment({ headerFrom: [from], spfDomains: domains, dkimDomains: [], resolver: anyPolicy })
  return found && found.status.result === 'pass'
}

async function fromHop(raw: Buffer, { from }: Hop, authserv: string): Promise<Verdict> {
  const found = readHopResults(raw, authserv)
  if (!found) return { ...NO_VERDICT, dmarc: 'policy', by: 'hop' }
  const { spf, dkim, dmarc, judged, domains } = found
  const isOurs = !judged || judged === domainOf(from) || domainOf(from).endsWith(`.${judged}`)
  const aligned = dmarc === 'pass' ? isOurs : dmarc === 'none' && (await isOfSameOrganisation(from, domains))
  return { spf, dkim, dmarc, aligned, by: 'hop' }
}

/** Without DMARC a domain may still say by SPF who sends for it. A name server of ours that is down makes no domain silent. */
async function isSilent({ aligned, dmarc }: Verdict, { from, ip }: Hop, resolver: Resolver): Promise<boolean> {
  if (aligned) return false
  if (dmarc === 'temperror') return isNear(ip)
  if (dmarc !== 'none') return false
  const records = await resolver(domainOf(from), 'TXT').catch((error) => {
    if (['ENOTFOUND', 'ENODATA'].includes(error.code)) return []
    throw error
  })
  return !records.some((record) => /^v=spf1\b/i.test([record].flat().join('')))
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}

function resultOf(part: false | { status: { result: string } }): string {
  return part ? part.status.result : 'none'
}

function bestOf(results: string[]): string {
  return results.includes('pass') ? 'pass' : (results[0] ?? 'none')
}

function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The check of the sender took too long')), MOST_MILLISECONDS)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
