import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Child } from 'hono/jsx'
import { withFormContext } from '../platform/form-context.ts'
import { inLanguage } from '../platform/i18n.ts'
import { audienceInWords } from './audience.tsx'
import { Field } from './field.tsx'
import { Form } from './form.tsx'
import { Page } from './page.tsx'
import { initialsOf, Person } from './person.tsx'
import { accents, withShell } from './shell.ts'
import { StyleguidePage, styleguideParts } from './styleguide.tsx'
import { Table } from './table.tsx'
import { TextArea } from './text-area.tsx'
import { Day, distanceTo, timeInWords } from './time.tsx'

const html = (child: Child) => String(child)
const all = (page: string, pattern: RegExp) => [...page.matchAll(pattern)].map((match) => match[1] ?? '')

test('a page says its language, its title and who can read it, and takes names as words only', () => {
  const page = inLanguage('hi', () => html(<Page title="<b>Rao</b>" audience="Readable by everyone." />))

  assert.match(page, /^<!doctype html><html lang="hi" dir="ltr" data-accent="moss">/)
  assert.match(page, /<title>&lt;b&gt;Rao&lt;\/b&gt; · Copse<\/title>/)
  assert.deepEqual(all(page, /<h1[^>]*>(.*?)<\/h1>/g), ['&lt;b&gt;Rao&lt;/b&gt;'])
  assert.match(page, /<footer[\s\S]*Readable by everyone\./)
})

test('what stands around a page comes from the shell', () => {
  const shell = { network: 'CoP-EL', accent: 'plum', person: { name: 'Ana Rao', href: '/people/ana' } } as const
  const page = withShell({ ...shell, demonstration: true, flash: { sentence: 'Saved.' } }, () =>
    html(<Page title="Today" />),
  )

  assert.match(page, /data-accent="plum"/)
  assert.match(page, /href="\/people\/ana"[^>]*>Ana Rao</)
  assert.match(page, /class="ribbon"/)
  assert.match(page, /class="notice success"[\s\S]*Saved\./)
  assert.doesNotMatch(html(<Page title="Today" />), /ribbon|Sign out/)
})

test('every form carries the token and a key of its own', () => {
  let made = 0
  const forms = withFormContext({ csrf: 'abc', once: () => `key-${++made}` }, () =>
    html(
      <>
        <Form action="a" />
        <Form action="b" />
      </>,
    ),
  )

  assert.deepEqual(all(forms, /name="csrf" value="(.*?)"/g), ['abc', 'abc'])
  assert.deepEqual(all(forms, /name="once" value="(.*?)"/g), ['key-1', 'key-2'])
})

test('a form that was wrong shows what was typed, and leads to each field', () => {
  const form = html(
    <Form action="/ask" problems={{ title: 'Ask something.' }} values={{ title: '"Why"', text: '\nnew line' }}>
      <Field name="title" label="Title" value="before" />
      <TextArea name="text" label="Text" />
    </Form>,
  )

  assert.match(form, /<a href="#ask-title">Ask something\.<\/a>/)
  assert.match(
    form,
    /<input[^>]*aria-describedby="ask-title-problem" aria-invalid="true"[^>]*id="ask-title" value="&quot;Why&quot;"/,
  )
  assert.match(form, /<textarea[^>]*>\n\nnew line<\/textarea>/)
})

test('on a phone each cell of a table says its label', () => {
  const table = html(
    <Table caption="Desk" rows={[{ asker: 'Ana' }]} columns={[{ label: 'Asker', cell: (row) => row.asker }]} />,
  )

  assert.match(table, /<td data-label="Asker">Ana<\/td>/)
})

test('initials leave titles out and know Devanagari', () => {
  assert.equal(initialsOf('Dr. Arif Qureshi'), 'AQ')
  assert.equal(initialsOf('Harpreet Singh Sandhu'), 'HS')
  assert.equal(initialsOf('श्रीमती सुनीता वर्मा'), 'सुव')
  assert.equal(initialsOf(''), '')
  assert.match(html(<Person name="Ana Rao" />), /class="initials cloth-\d+" aria-hidden="true">AR</)
})

test('a time is said on the reader’s clock, and on the community’s where they differ', () => {
  const at = new Date('2026-11-27T12:00:00Z')

  const inYear = <T,>(year: number, run: () => T) => withShell({ network: 'N', now: new Date(`${year}-06-01`) }, run)

  assert.equal(
    inYear(2026, () => timeInWords(at, 'Asia/Kolkata')),
    'Friday 27 November, 17:30',
  )
  assert.equal(
    inYear(2027, () => timeInWords(at, 'Asia/Kolkata')),
    'Friday 27 November 2026, 17:30',
  )
  assert.equal(
    inYear(2026, () => timeInWords(at, 'Europe/London', 'Asia/Kolkata')),
    'Friday 27 November, 12:00 (17:30 in Kolkata)',
  )
  assert.equal(
    inYear(2026, () => timeInWords(at, 'Pacific/Auckland', 'Asia/Kolkata')),
    'Saturday 28 November, 01:00 (Friday 27 November, 17:30 in Kolkata)',
  )
  assert.equal(
    inLanguage('hi', () => html(<Day on="2026-12-04" short />)),
    '<time datetime="2026-12-04">4 दिसंबर 2026</time>',
  )
})

test('how far off a day is depends on where the reader’s day ends', () => {
  const now = new Date('2026-11-20T20:00:00Z')

  assert.equal(
    withShell({ network: 'N', now, zone: 'UTC' }, () => distanceTo('2026-11-21')),
    'tomorrow',
  )
  assert.equal(
    withShell({ network: 'N', now, zone: 'Asia/Kolkata' }, () => distanceTo('2026-11-21')),
    'today',
  )
})

test('in Hindi, where one word means both, yesterday is told from tomorrow', () => {
  const shell = { network: 'N', now: new Date('2026-11-20T12:00:00Z') }
  const said = (on: string) => withShell(shell, () => inLanguage('hi', () => distanceTo(on)))

  assert.deepEqual(['2026-11-19', '2026-11-21'].map(said), ['बीते कल', 'कल'])
})

test('the audience is said in words', () => {
  const of = { reach: 'community', attribution: 'named', community: 'South', members: 214 } as const

  assert.equal(audienceInWords(of), 'Readable by the 214 members of South. Not named outside South.')
  assert.equal(audienceInWords({ reach: 'public' }), 'Readable by everyone.')
})

for (const part of styleguideParts) {
  test(`the page “${part}” has one h1, no id twice, no inline style or script, and links that lead to its own fields`, () => {
    const page = html(<StyleguidePage part={part} />)
    const ids = all(page, / id="(.*?)"/g)

    assert.equal(all(page, /<(h1)[ >]/g).length, 1)
    assert.deepEqual(ids, [...new Set(ids)])
    assert.doesNotMatch(page, /\sstyle=|<style|<script(?! type="module" src)|\son\w+=/)
    const named = all(page, /(?:for|aria-describedby|aria-labelledby)="(.*?)"/g).flatMap((words) => words.split(' '))
    assert.deepEqual(
      named.filter((id) => !ids.includes(id)),
      [],
    )
  })
}

test('words stand out from the paper in every accent, in light and in dark', () => {
  const colours = tokens()
  const papers = ['--paper', '--sheet', '--tint']
  for (const [name, least] of Object.entries({
    '--ink': 10,
    '--soft': 5,
    '--danger': 5,
    '--warning': 5,
    '--edge': 3,
  })) {
    for (const paper of papers) atLeast(least, colours(name), colours(paper), `${name} on ${paper}`)
  }
  for (const accent of accents) {
    const tone = colours('--accent', accent === 'moss' ? '' : `[data-accent="${accent}"]`)
    for (const paper of papers) atLeast(4.5, tone, colours(paper), `${accent} on ${paper}`)
    atLeast(4.5, tone, colours('--on-accent'), `on ${accent}`)
  }
})

test('initials stand out from their cloth', () => {
  const cloths = all(readFileSync(new URL('person.css', import.meta.url), 'utf8'), /--cloth: (#\w{6})/g)

  assert.equal(cloths.length, 12)
  for (const cloth of cloths) assert.ok(contrast('#fffdf9', cloth) >= 4.5, cloth)
})

type Tones = [light: string, dark: string]

function tokens() {
  const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')
  return (name: string, selector = ''): Tones => {
    const rule = css.slice(Math.max(0, css.indexOf(selector)))
    const [, light = '', dark = ''] = new RegExp(`${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(rule) ?? []
    return [light, dark]
  }
}

function atLeast(least: number, words: Tones, paper: Tones, what: string) {
  for (const tone of [0, 1] as const) {
    const found = contrast(words[tone], paper[tone])
    assert.ok(found >= least, `${what}, ${tone ? 'dark' : 'light'}: ${found.toFixed(2)}`)
  }
}

/** As WCAG 2.2 counts it. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
