import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ownPayloads } from './payloads.ts'

type Sample = { source: string; payloads: string[] }
type H5sc = { data?: string }
type Expected = { payload: string }

const data = process.env.TEST_DATA ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url))
const folder = join(data, 'sanitiser')
const LONGEST = 4000

/** Our own, and those of collections that others have made: the whole where it is at hand, else the sample that is kept here. */
export function listPayloads(): { payloads: string[]; sources: string[] } {
  const found = existsSync(folder) ? fromFolder() : fromSample()
  const all = [...ownPayloads(), ...found.flatMap(({ payloads }) => payloads)]
  const sources = ['our own', ...found.map(({ source }) => source)]
  return { payloads: [...new Set(all)].filter((text) => text.length < LONGEST && text.trim()), sources }
}

function fromSample(): Sample[] {
  return JSON.parse(readFileSync(new URL('samples.json', import.meta.url), 'utf8'))
}

function fromFolder(): Sample[] {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  const bleach = join(folder, 'bleach_tests/data')
  return [
    {
      source: 'H5SC',
      payloads: (JSON.parse(read('h5sc_items_give.json')) as H5sc[]).map(({ data = '' }) => filled(data)),
    },
    {
      source: 'DOMPurify',
      payloads: (JSON.parse(read('dompurify_expect_give.json')) as Expected[]).map(({ payload }) => payload),
    },
    {
      source: 'bleach',
      payloads: readdirSync(bleach).map((name) => readFileSync(join(bleach, name), 'utf8').split('\n--\n')[0] ?? ''),
    },
    { source: 'CommonMark', payloads: examplesOf(read('commonmark_spec/spec.txt')) },
  ]
}

/** H5SC names what shall run; here it is what is trapped. */
function filled(text: string): string {
  return text
    .replace(/%js_uri_alert\w*%/g, 'javascript:__hit=1')
    .replace(/%js_\w+%/g, '__hit=1')
    .replace(/%\w+_path%/g, '//evil.example/a')
}

/** The Markdown of the examples that speak of HTML, links and pictures. */
function examplesOf(spec: string): string[] {
  const examples = [...spec.matchAll(/^`{10,} example\n([\s\S]*?)^\.\n/gm)].map(([, markdown = '']) =>
    markdown.replaceAll('→', '\t'),
  )
  return examples.filter((markdown) => /[<\]]/.test(markdown))
}
