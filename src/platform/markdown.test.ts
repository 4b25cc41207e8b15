import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Parser } from 'htmlparser2'
import { longShapes } from '../../test/support/long-shapes.ts'
import { renderMarkdown } from './markdown.ts'

const html = (text: string) => renderMarkdown(text).html

test('what is typed becomes paragraphs, emphasis, lists and links that carry no recommendation of ours', () => {
  assert.equal(
    html('Dear *all*,\n\n- one\n- two'),
    '<p>Dear <em>all</em>,</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>',
  )
  assert.equal(
    html('See https://example.org/a.'),
    '<p>See <a href="https://example.org/a" rel="nofollow noopener ugc">https://example.org/a</a>.</p>',
  )
})

test('headings begin at h3 and skip no level', () => {
  assert.equal(html('# A\n### B\n## C\n# D'), '<h3>A</h3>\n<h4>B</h4>\n<h4>C</h4>\n<h3>D</h3>')
})

test('HTML is shown as it was typed (ASVS 1.2.1, 1.3.1)', () => {
  assert.equal(html('<b onclick="x()">no</b>'), '<p>&lt;b onclick="x()"&gt;no&lt;/b&gt;</p>')
})

test('a picture from elsewhere becomes a link, one from here is shown', () => {
  assert.equal(html('![Plan](/files/plan.png)'), '<p><img src="/files/plan.png" alt="Plan" loading="lazy" /></p>')
  const elsewhere = '<p><a href="https://x.example/a.png" rel="nofollow noopener ugc">Plan</a></p>'
  assert.equal(html('![Plan](https://x.example/a.png)'), elsewhere)
})

test('only addresses that can be followed become links (ASVS 1.2.2, 1.3.5)', () => {
  for (const address of ['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', '//evil.example']) {
    assert.doesNotMatch(html(`[a](${address}) [b](<${address}>) ![c](${address})`), /<(a|img) /, address)
  }
})

test('the plain words stand without their marks', () => {
  assert.equal(
    renderMarkdown('# Head\n\nTwo *words* and [a link](https://example.org)').text,
    'Head\n\nTwo words and a link',
  )
})

// How long each takes is measured by `npm run bench -- text`; here only a text that never ends would show.
test('a text of 100 kB comes to an end, whatever its shape (ASVS 1.3.12, 15.2.2)', { timeout: 60_000 }, () => {
  for (const shape of longShapes) assert.notEqual(html(shape.repeat(100_000 / shape.length)), '')
  const table = `${'|a'.repeat(10_000)}\n${'|-'.repeat(10_000)}\n${'|\n'.repeat(30_000)}`
  assert.notEqual(html(table), '')
})

test('addresses by the thousand stay words', () => {
  const line = 'See https://example.org/a'
  assert.equal(html(`${line}\n`.repeat(1999)).split('<a ').length, 2000)
  assert.equal(html(`${line}\n`.repeat(2000)), `<p>${Array(2000).fill(line).join('<br>\n')}</p>`)
})

test('a text of more marks than anybody sets by hand is shown as it was typed', () => {
  assert.match(html('**a** '.repeat(2500)), /<strong>a<\/strong><\/p>$/)
  assert.equal(html('**a**'.repeat(2501)), `<p>${'**a**'.repeat(2501)}</p>`)
})

test('a text without measure is shown as it was typed', () => {
  assert.match(html('a <b>\n'.repeat(60_000)), /^<p>a &lt;b&gt;<br>a/)
})

const corpus = new URL('../../../shared/data/sanitiser/', import.meta.url)
const without = !existsSync(corpus) && 'shared/data/sanitiser is not here'

test('no attack known to others leaves anything but the allowed elements', { skip: without }, () => {
  const attacks = [...payloads('dompurify_expect_give.json', 'payload'), ...payloads('h5sc_items_give.json', 'data')]
  assert.ok(attacks.length > 150, `${attacks.length} attacks`)
  for (const attack of [...attacks, ...specimens()]) {
    for (const text of disguises(attack)) assert.deepEqual(strangersIn(html(text)), [], text)
  }
})

function payloads(file: string, field: string): string[] {
  const items: Record<string, unknown>[] = JSON.parse(readFileSync(new URL(file, corpus), 'utf8'))
  return items.map((item) => String(item[field] ?? '').replaceAll('%js_uri_alert%', 'javascript:alert(1)'))
}

/** The inputs of the CommonMark specification, the odd corners of the grammar among them. */
function specimens(): string[] {
  const spec = readFileSync(new URL('commonmark_spec/spec.txt', corpus), 'utf8')
  return [...spec.matchAll(/^`{32} example\n([\s\S]*?)^\.\n/gm)].map(([, input = '']) => input.replaceAll('→', '\t'))
}

function disguises(attack: string): string[] {
  return [
    attack,
    `[x](${attack})`,
    `[x](<${attack}> "${attack}")`,
    `![${attack}](${attack})`,
    `| ${attack} |\n|---|\n| ${attack} |`,
    `> ${attack}\n\n[r]: ${attack}\n[r]`,
    `\`\`\`${attack}\n${attack}`,
  ]
}

const known = /^(h[3-6]|p|br|hr|blockquote|ul|ol|li|pre|code|em|strong|s|a|img|table|thead|tbody|tr|th|td)$/
const attributes: Record<string, RegExp> = {
  href: /^(https?:\/\/|mailto:|\/(?![/\\])|#)/i,
  src: /^\/(?![/\\])/,
  rel: /^nofollow noopener ugc$/,
  loading: /^lazy$/,
  start: /^\d+$/,
  title: /^/,
  alt: /^/,
}

function strangersIn(page: string): string[] {
  const found: string[] = []
  const parser = new Parser({
    onopentag(name, given) {
      if (!known.test(name)) found.push(name)
      for (const [key, value] of Object.entries(given)) if (!attributes[key]?.test(value)) found.push(`${key}=${value}`)
    },
    oncomment: (words) => found.push(words),
    onprocessinginstruction: (words) => found.push(words),
  })
  parser.end(page)
  return found
}

test('lines end where they were typed to end, and nothing else makes them end', () => {
  assert.equal(renderMarkdown('a\nb  \nc').html, '<p>a<br>\nb<br>\nc</p>')
  assert.deepEqual(renderMarkdown('one\uFDD0line'), { html: '<p>oneline</p>', text: 'oneline' })
})
