/** A document as it is handed over for printing: plain blocks of text, whatever they are about. */
export type PdfDocument = {
  title: string
  subtitle?: string
  /** BCP 47: which way the page runs and how it is read aloud. */
  language: string
  /** At the head of every page, beside the title: whose document this is. */
  header: string
  /** At the foot of every page, beside the page number. */
  footer: string
  /** `#rrggbb`; too pale a colour is darkened until it can be read. */
  accent?: string
  meta: [label: string, value: string][]
  summary?: Block[]
  sections: Section[]
}

export type Section = { heading: string; anchor?: string; blocks: Block[] }

/** Levels are those of HTML: the title is 1, the heading of a section 2. */
export type Block =
  | { kind: 'paragraph'; runs: Run[] }
  | { kind: 'heading'; level: 3 | 4 | 5; runs: Run[]; anchor?: string }
  | { kind: 'list'; ordered: boolean; start?: number; items: Block[][] }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'facts'; rows: [label: string, value: Run[]][] }
  | { kind: 'note'; text: string }

/** A line break is `\n`. A link is http, https, mailto, tel, or `#anchor` within the document. */
export type Run = { text: string; bold?: boolean; italic?: boolean; code?: boolean; link?: string }

export function paragraph(...texts: (string | Run)[]): Block {
  return { kind: 'paragraph', runs: runs(...texts) }
}

export function runs(...texts: (string | Run)[]): Run[] {
  return texts.map((text) => (typeof text === 'string' ? { text } : text))
}
