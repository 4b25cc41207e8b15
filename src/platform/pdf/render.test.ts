import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { after, before, describe, it } from 'node:test'
import { type Block, type PdfDocument, paragraph } from './document.ts'
import { blocksFromHtml } from './from-html.ts'
import { stopPrinting } from './queue.ts'
import { renderPdf } from './render.ts'
import { englishSample, hindiSample } from './sample.ts'

const withoutReader = spawnSync('pdftotext', ['-v']).error ? 'pdftotext is not installed' : false

describe('a document on paper', () => {
  before(() => renderPdf(note(paragraph('The worker starts with the first document.'))))
  after(stopPrinting)

  for (const [name, sample] of Object.entries({ English: englishSample(), Hindi: hindiSample() })) {
    it(`is made in less than two seconds with eighteen answers in ${name}`, async () => {
      assert.ok((await quickestOf(3, sample)) < 2000)
    })

    it(`claims PDF/UA-1, and has its title and its language, in ${name}`, async () => {
      const file = (await renderPdf(sample)).toString('latin1')

      assert.match(file, /^%PDF-1\.7/)
      assert.match(file, /pdfuaid:part>1</)
      assert.match(file, /DisplayDocTitle true/)
      assert.match(file, new RegExp(`/Lang \\(${sample.language}\\)`))
    })

    it(`gives back every Hindi word as it was typed, in ${name}`, { skip: withoutReader }, async () => {
      const typed = new Set(JSON.stringify(sample).match(/[\u0900-\u097f]+/g))

      const words = new Set((await textOf(sample)).match(/[\u0900-\u097f]+/g))

      assert.deepEqual(
        [...typed].filter((word) => !words.has(word)),
        [],
      )
    })
  }

  it('numbers its pages in its own language, whoever asks for it', { skip: withoutReader }, async () => {
    assert.match(await textOf(englishSample()), /\b3 of 8\b/)
    assert.match(await textOf(hindiSample()), /पृष्ठ 3, कुल 5/)
  })

  it('is the same to the byte when it is made again', async () => {
    assert.deepEqual(await renderPdf(hindiSample()), await renderPdf(hindiSample()))
  })

  it('gives back words whose marks stand at different heights', { skip: withoutReader }, async () => {
    const words = 'राष्ट्र पिट्सबर्ग पैट्रिओट्स कैसे ठेकेदार स्वीकृति केंद्र संकुल'
    assert.equal(await bodyOf(paragraph(words)), words)
  })

  for (const text of hostile()) {
    it(`shows ${JSON.stringify(text).slice(0, 30)} as text (ASVS 1.3.7)`, { skip: withoutReader }, async () => {
      assert.equal(await bodyOf(paragraph(text)), text.replaceAll('\u0000', ''))
    })
  }

  it('sets a paragraph of 100 kB, and a word of 100 kB, and keeps all of it', { skip: withoutReader }, async () => {
    const sentence = 'The quick brown fox jumps over the lazy dog. '
    const text = await textOf(note(paragraph(sentence.repeat(2300)), paragraph('x'.repeat(100_000))))

    assert.equal(text.match(/fox/g)?.length, 2300)
    assert.equal(text.match(/x/g)?.length, 2300 + 100_000)
  })

  it('sets right-to-left text', { skip: withoutReader }, async () => {
    const text = await textOf(note(paragraph('هذا نص عربي')))
    assert.match(text.replace(/[\u202a-\u202e]/g, ''), /هذا نص عربي/)
  })

  it('survives what no person types', async () => {
    const strange = ['\ud800 half', `Z${'\u0301'.repeat(5000)}`, '\u{10ffff}', '\u202eevil', '🙏 👨‍👩‍👧']
    const deep = '<ul><li><blockquote>'.repeat(400)

    const pdf = await renderPdf({
      ...note(...strange.map((text) => paragraph(text)), ...blocksFromHtml(`${deep}deep`)),
      title: '',
      language: 'nonsense; language',
      accent: 'red',
    })

    assert.match(pdf.toString('latin1'), /pdfuaid:part/)
  })

  it('links only to addresses that a reader may follow', async () => {
    const html = `<p><a href="https://example.org/a">a</a> <a href="javascript:alert(1)">b</a> <a href="#none">c</a></p>`
    const file = (await renderPdf(note(...blocksFromHtml(html)))).toString('latin1')

    assert.match(file, /https:\/\/example\.org\/a/)
    assert.doesNotMatch(file, /javascript/)
  })

  it('makes the next document after the worker was stopped in the middle of one', async () => {
    const stopped = renderPdf(englishSample())
    stopPrinting()

    await assert.rejects(stopped, /stopped/)
    assert.ok((await renderPdf(englishSample())).length > 50_000)
  })

  it('gives a document another worker when the first one is gone', async () => {
    await renderPdf(englishSample())
    for (const worker of workers()) process.kill(worker, 'SIGKILL')

    assert.ok((await renderPdf(englishSample())).length > 50_000)
  })

  it('refuses a document that would take for ever (ASVS 15.2.2)', async () => {
    await assert.rejects(renderPdf(note(paragraph('long '.repeat(1_000_000)))), /too long/)
  })
})

/** The processes that this test started, where the system lists them. */
function workers(): number[] {
  const listed = spawnSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)]).stdout?.toString() ?? ''
  const ours = listed.split('\n').filter((line) => line.includes('pdf/worker.ts'))
  return ours.map((line) => Number.parseInt(line, 10))
}

function hostile(): string[] {
  return ['#import "@preview/x:1.0.0"', '$x$', '\\u{0}', '#{panic()}', '*b* _i_ <a> @b', '= a -- b', 'nul\u0000l']
}

function note(...blocks: Block[]): PdfDocument {
  const frame = { title: 'Title', language: 'en', header: 'Header', footer: 'Footer', meta: [] }
  return { ...frame, sections: [{ heading: 'Heading', blocks }] }
}

async function quickestOf(times: number, document: PdfDocument): Promise<number> {
  const taken: number[] = []
  for (let n = 0; n < times; n++) {
    const start = performance.now()
    await renderPdf(document)
    taken.push(performance.now() - start)
  }
  return Math.min(...taken)
}

async function textOf(document: PdfDocument): Promise<string> {
  return spawnSync('pdftotext', ['-', '-'], { input: await renderPdf(document) }).stdout.toString()
}

async function bodyOf(block: Block): Promise<string | undefined> {
  const [, body] = /Heading\s+([\s\S]*?)\s+Footer/.exec(await textOf(note(block))) ?? []
  return body
}
