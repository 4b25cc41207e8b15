import { usesDevanagari } from '../devanagari.ts'
import { currentLanguage, direction, inLanguage, t } from '../i18n.ts'
import { readableAccent } from './accent.ts'
import { cut, oneLine, parts } from './clean.ts'
import type { Block, PdfDocument, Section } from './document.ts'
import { type Setting, setRun, setRuns, textOf } from './runs.ts'
import { directionOf, languageAndRegion, languageByScript } from './script.ts'

/** The document as document.typ reads it: JSON in which every word of a person is a string. */
export function setDocument(document: PdfDocument): string {
  const setting = newSetting(document)
  return JSON.stringify({
    ...setFrame(document),
    meta: document.meta.map(([label, value]) => [parts(oneLine(label)), setRuns(setting, [{ text: value }])]),
    summary: document.summary ? setSection(setting, { heading: '', blocks: document.summary }) : null,
    sections: document.sections.map((section) => setSection(setting, section)),
  })
}

function newSetting({ language, sections }: PdfDocument): Setting {
  const names = sections.flatMap(({ anchor, blocks }) => [anchor ?? '', ...anchorsIn(blocks)]).filter(Boolean)
  const anchors = new Map([...new Set(names)].map((name, n) => [name, `anchor-${n}`]))
  return { language, anchors, placed: new Set(), notes: new Map(), level: 1 }
}

function anchorsIn(blocks: Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'heading') return block.anchor ?? []
    if (block.kind === 'quote') return anchorsIn(block.blocks)
    return block.kind === 'list' ? block.items.flatMap(anchorsIn) : []
  })
}

function setFrame({ title, subtitle, language, header, footer, accent }: PdfDocument) {
  return {
    ...languageAndRegion(language),
    devanagari: usesDevanagari(language),
    rtl: direction(language) === 'rtl',
    title: oneLine(title) || oneLine(header) || '–',
    titleParts: parts(oneLine(title)),
    subtitle: parts(oneLine(subtitle ?? '')),
    header: cut(header, 40),
    running: parts(cut(title, 64)),
    footer: cut(footer, 90),
    accent: readableAccent(accent),
    words: inLanguage(language, words),
  }
}

/** The page numbers are filled in on the page, in place of two private characters. */
function words() {
  return {
    summary: t('Summary'),
    page: t('{page} of {pages}', { page: '\ue000', pages: '\ue001' }),
    rtl: direction(currentLanguage()) === 'rtl',
  }
}

function setSection(setting: Setting, { heading, anchor, blocks }: Section) {
  setting.level = 1
  return { heading: parts(oneLine(heading)), anchor: place(setting, anchor), blocks: setBlocks(setting, blocks) }
}

function place(setting: Setting, anchor: string | undefined): string | null {
  const label = setting.anchors.get(anchor ?? '')
  if (!label || setting.placed.has(label)) return null
  setting.placed.add(label)
  return label
}

function setBlocks(setting: Setting, blocks: Block[]): object[] {
  return blocks.map((block, n) => ({ ...setBlock(setting, block), leads: leadsTo(block, blocks[n + 1]) }))
}

/** A line that introduces a list stays on its page. */
function leadsTo(block: Block, next: Block | undefined): boolean {
  return block.kind === 'paragraph' && next?.kind === 'list' && textOf(block.runs).length < 240
}

function setBlock(setting: Setting, block: Block): object {
  switch (block.kind) {
    case 'heading':
      return setHeading(setting, block)
    case 'list':
      return { ...block, start: block.start ?? 1, items: block.items.map((item) => setBlocks(setting, item)) }
    case 'quote':
      return { kind: 'quote', blocks: setBlocks(setting, block.blocks) }
    case 'facts':
      return setFacts(setting, block)
    case 'note':
      return { kind: 'note', ...voice(setting, block.text), runs: setRuns(setting, [{ text: block.text }]) }
    case 'paragraph':
      return { kind: 'paragraph', ...voice(setting, textOf(block.runs)), runs: setRuns(setting, block.runs) }
  }
}

/** A few short rows stay together on one page. */
function setFacts(setting: Setting, { rows }: Block & { kind: 'facts' }): object {
  const length = rows.reduce((sum, [label, value]) => sum + 80 + label.length + textOf(value).length, 0)
  const cells = rows.map(([label, value]) => [parts(oneLine(label)), setRuns(setting, value)])
  return { kind: 'facts', rows: cells, short: length < 1500 }
}

/** A heading is at most one level below the last, as PDF/UA wants it. */
function setHeading(setting: Setting, { level, runs, anchor }: Block & { kind: 'heading' }): object {
  setting.level = Math.min(level - 1, setting.level + 1)
  const withoutBreaks = runs.map((run) => ({ ...run, text: run.text.replace(/\s+/g, ' ') }))
  return {
    kind: 'heading',
    level: setting.level,
    anchor: place(setting, anchor),
    ...voice(setting, textOf(runs)),
    runs: withoutBreaks.flatMap((run) => setRun(setting, run)),
  }
}

function voice({ language }: Setting, text: string) {
  const other = languageByScript(text, language) ?? null
  return { language: other, direction: directionOf(text, language) ?? null }
}
