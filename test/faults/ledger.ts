import { appendFileSync, readFileSync } from 'node:fs'

export type Kind = FormKind | MailKind
export type FormKind = 'response' | 'question' | 'talk' | 'library item'
export type MailKind = 'mailed response' | 'mailed question'
export type Entry = { kind: Kind; marker: string; at: number }

/** What was acknowledged, on the disk before the next thing is done; and what was tried. */
export function openLedger(path: string) {
  const tried: Entry[] = []
  const acknowledged: Entry[] = []
  let lostAnswers = 0
  let repeated = 0
  return {
    tried,
    acknowledged,
    try(kind: Kind, marker: string) {
      tried.push({ kind, marker, at: Date.now() })
    },
    acknowledge(kind: Kind, marker: string) {
      const entry = { kind, marker, at: Date.now() }
      acknowledged.push(entry)
      appendFileSync(path, `${JSON.stringify(entry)}\n`, { flush: true } as never)
    },
    loseAnswer() {
      lostAnswers++
    },
    repeat() {
      repeated++
    },
    counts: () => ({ lostAnswers, repeated }),
    read: () =>
      readFileSync(path, 'utf8')
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Entry),
  }
}

export type Ledger = ReturnType<typeof openLedger>
