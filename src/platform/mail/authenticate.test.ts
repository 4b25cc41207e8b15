import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import nodemailer, { type SendMailOptions } from 'nodemailer'
import { loadConfig } from '../config.ts'
import { authenticate, type Hop, type Resolver, type Verdict } from './authenticate.ts'

const settings = { COPSE_SECRET: 'a secret for tests, of no use to anybody', MAIL_DOMAIN: 'copse.example' }
loadConfig(settings)

const key = generateKeyPairSync('rsa', { modulusLength: 2048 })
const privateKey = key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const published = `v=DKIM1; p=${key.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`

/** district.gov.in publishes all, club.org.in only SPF, old.org.in nothing; evil.example what it likes. */
const zone: Record<string, string[]> = {
  'district.gov.in': ['v=spf1 ip4:192.0.2.1 -all'],
  'post.district.gov.in': ['v=spf1 ip4:192.0.2.1 -all'],
  '_dmarc.district.gov.in': ['v=DMARC1; p=none'],
  's._domainkey.district.gov.in': [published],
  's._domainkey.post.district.gov.in': [published],
  'strict.gov.in': ['something else'],
  '_dmarc.strict.gov.in': ['v=DMARC1; p=reject; adkim=s; aspf=s'],
  's._domainkey.mail.strict.gov.in': [published],
  'club.org.in': ['v=spf1 ip4:192.0.2.1 ~all'],
  'evil.example': ['v=spf1 +all'],
  's._domainkey.evil.example': [published],
}

const names: Resolver = async (domain, type) => {
  if (type === 'TXT' && zone[domain]) return zone[domain].map((text) => [text])
  throw Object.assign(new Error(domain), { code: 'ENOTFOUND' })
}

const down: Resolver = async () => {
  throw Object.assign(new Error('no answer'), { code: 'ESERVFAIL' })
}

type Signing = { signedBy?: string }

async function raw(from: string, { signedBy, ...more }: SendMailOptions & Signing = {}): Promise<Buffer> {
  const dkim = signedBy ? { domainName: signedBy, keySelector: 's', privateKey } : undefined
  const writer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows', dkim })
  return (await writer.sendMail({ from, to: 'north@copse.example', subject: 'x', text: 'Hello', ...more }))
    .message as Buffer
}

async function verdictOn(from: string, mail: SendMailOptions & Signing = {}, hop: Partial<Hop> = {}, resolver = names) {
  const sender = hop.sender ?? from
  return authenticate(await raw(from, mail), { ip: '198.51.100.9', helo: 'mx.example', ...hop, sender, from }, resolver)
}

const inShort = ({ spf, dkim, dmarc, aligned, silent }: Verdict) =>
  `${spf} ${dkim} ${dmarc}${aligned ? ' aligned' : ''}${silent ? ' silent' : ''}`

test('a signature of the domain of the From vouches for it, as does that of its organisation', async () => {
  assert.equal(
    inShort(await verdictOn('ana@district.gov.in', { signedBy: 'district.gov.in' })),
    'fail pass pass aligned',
  )
  assert.equal(
    inShort(await verdictOn('ana@district.gov.in', { signedBy: 'post.district.gov.in' })),
    'fail pass pass aligned',
  )
})

test('the host that the domain names vouches for it', async () => {
  assert.equal(inShort(await verdictOn('ana@district.gov.in', {}, { ip: '192.0.2.1' })), 'pass none pass aligned')
  assert.equal(inShort(await verdictOn('ana@club.org.in', {}, { ip: '192.0.2.1' })), 'pass none none aligned')
})

test('a forger who signs and sends as himself vouches for nobody else', async () => {
  const forged = await verdictOn('ana@district.gov.in', { signedBy: 'evil.example' }, { sender: 'x@evil.example' })

  assert.equal(inShort(forged), 'pass pass fail')
})

test('a mail that was changed on its way is vouched for by nobody', async () => {
  const changed = Buffer.from(
    (await raw('ana@district.gov.in', { signedBy: 'district.gov.in' })).toString().replace('Hello', 'Hullo'),
  )
  const hop = { ip: '198.51.100.9', helo: 'mx', sender: 'ana@district.gov.in', from: 'ana@district.gov.in' }

  assert.equal(inShort(await authenticate(changed, hop, names)), 'fail neutral fail')
})

test('a strict policy wants the very domain', async () => {
  assert.equal(inShort(await verdictOn('ana@strict.gov.in', { signedBy: 'mail.strict.gov.in' })), 'none pass fail')
})

test('a domain that publishes nothing is silent; one that names its hosts is not', async () => {
  assert.equal(inShort(await verdictOn('ana@old.org.in')), 'none none none silent')
  assert.equal(
    inShort(await verdictOn('ana@old.org.in', { signedBy: 'evil.example' }, { sender: 'x@evil.example' })),
    'pass pass none silent',
  )
  assert.equal(inShort(await verdictOn('ana@club.org.in')), 'softfail none none')
  assert.equal(inShort(await verdictOn('ana@club.org.in', {}, { sender: 'x@evil.example' })), 'pass none none')
})

test('a From that the checker reads otherwise than we do is vouched for by nobody', async () => {
  const mail = await raw('x@evil.example', { signedBy: 'evil.example' })
  const hop = { ip: '198.51.100.9', helo: 'mx', sender: 'x@evil.example', from: 'ana@district.gov.in' }

  assert.equal((await authenticate(mail, hop, names)).aligned, false)
})

test('a hundred signatures are not looked up', async () => {
  let asked = 0
  const counting: Resolver = (domain, type) => {
    asked++
    return names(domain, type)
  }
  const signature = 'DKIM-Signature: v=1; a=rsa-sha256; d=evil.example; s=s; h=from; bh=aaaa; b=aaaa\r\n'
  const mail = Buffer.concat([Buffer.from(signature.repeat(100)), await raw('ana@district.gov.in')])
  const verdict = await authenticate(
    mail,
    { ip: '198.51.100.9', helo: 'mx', sender: '', from: 'ana@district.gov.in' },
    counting,
  )

  assert.equal(verdict.aligned || verdict.silent || false, false)
  assert.equal(asked, 0)
})

test('names that cannot be looked up make nobody silent, except on our own machine', async () => {
  assert.equal((await verdictOn('ana@old.org.in', {}, {}, down)).silent, undefined)
  assert.equal((await verdictOn('ana@old.org.in', {}, { ip: '127.0.0.1' }, down)).silent, true)
})

test('a name server that does not answer is waited for five seconds', async () => {
  const from = performance.now()
  const verdict = await verdictOn('ana@old.org.in', {}, {}, () => new Promise(() => {}))

  assert.equal(inShort(verdict), 'none none none')
  assert.ok(performance.now() - from < 7000)
})

test('a stranger whose own names answer slowly is not taken for a fault of our name server', async () => {
  const slow: Resolver = (domain, type) =>
    domain.endsWith('evil.example') ? new Promise(() => {}) : names(domain, type)
  const hop = { ip: '127.0.0.1', sender: 'x@evil.example' }
  const verdict = await verdictOn('ana@district.gov.in', { signedBy: 'evil.example' }, hop, slow)

  assert.equal(inShort(verdict), 'none none none')
})

test('what a stranger’s server says of his mail in the name of our own hop is not believed', async () => {
  loadConfig({ ...settings, MAIL_AUTHSERV_ID: 'mx.copse.example', TRUSTED_PROXIES: '203.0.113.5' })
  const from = 'ana@district.gov.in'
  const claim = 'Authentication-Results: mx.copse.example; dmarc=pass header.from=district.gov.in\r\n'
  const mail = Buffer.concat([Buffer.from(claim), await raw(from)])
  const by = async (ip: string) => inShort(await authenticate(mail, { ip, helo: 'mx', sender: from, from }, names))
  const verdicts = [await by('198.51.100.9'), await by('203.0.113.5')]
  loadConfig(settings)

  assert.deepEqual(verdicts, ['fail none fail', 'none none pass aligned'])
})

const said =
  (...fields: string[]) =>
  async (from = 'ana@district.gov.in') => {
    loadConfig({ ...settings, MAIL_AUTHSERV_ID: 'mx.copse.example' })
    const mail = Buffer.concat([
      Buffer.from(fields.map((field) => `Authentication-Results: ${field}\r\n`).join('')),
      await raw(from),
    ])
    const verdict = await authenticate(mail, { ip: '127.0.0.1', helo: 'mx', sender: from, from }, names)
    loadConfig(settings)
    assert.equal(verdict.by, 'hop')
    return inShort(verdict)
  }

test('our own hop is believed: its topmost field, and nobody else’s', async () => {
  const good =
    'mx.copse.example 1; spf=pass smtp.mailfrom=ana@district.gov.in;\r\n dkim=pass (2048) header.d=district.gov.in; dmarc=pass (p=none) header.from=district.gov.in'
  const bad = 'mx.copse.example; spf=fail smtp.mailfrom=x@evil.example; dmarc=fail header.from=district.gov.in'

  assert.equal(await said(good)(), 'pass pass pass aligned')
  assert.equal(await said('mx.evil.example; dmarc=fail', good)(), 'pass pass pass aligned')
  assert.equal(await said(bad, good)(), 'fail none fail')
  assert.equal(await said('mx.copse.example.evil.example; dmarc=pass')(), 'none none policy')
  assert.equal(await said(good)('ben@strict.gov.in'), 'pass pass pass')
})

test('where our hop finds no policy, what passed must belong to the From', async () => {
  const passed = 'mx.copse.example; dkim=pass header.d=club.org.in; spf=pass smtp.mailfrom=x@evil.example; dmarc=none'

  assert.equal(await said(passed)('ana@club.org.in'), 'pass pass none aligned')
  assert.equal(await said(passed)('ana@old.org.in'), 'pass pass none silent')
})

test('what a stranger writes into his address is not a result', async () => {
  const tricks = [
    'mx.copse.example; spf=fail smtp.mailfrom="x; dmarc=pass header.from=district.gov.in"@evil.example; dmarc=fail',
    'mx.copse.example; spf=fail (x; dmarc=pass header.from=district.gov.in (y) z; dmarc=pass) smtp.mailfrom=x; dmarc=fail',
    'mx.copse.example; spf=fail (\\); dmarc=pass) smtp.mailfrom=x; dmarc=fail',
  ]
  for (const trick of tricks) assert.equal(await said(trick)(), 'fail none fail', trick)
})
