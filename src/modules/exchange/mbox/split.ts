import { isStart, LONGEST_START, startsHeader } from './start-line.ts'

/** One mail of an archive as it stands there; a `fault` says why it cannot be read further. */
export type RawMail = { raw: Buffer; envelope: string; at: number; size: number; fault?: string }

/** No mail that a person wrote is longer; of one that is, only the head is kept in memory. */
const MOST_BYTES = 25 * 1024 * 1024
const KEPT_HEAD = 64 * 1024

/** Cuts an mbox into its mails as it streams by: never more than one mail is held. */
export async function* splitMbox(chunks: AsyncIterable<Buffer>): AsyncGenerator<RawMail> {
  const cutter = new Cutter()
  for await (const chunk of chunks) yield* cutter.take(chunk)
  yield* cutter.end()
}

/** `pending` begins where the mail at hand begins; up to `scanned` no other mail begins in it. */
class Cutter {
  private pending: Buffer = Buffer.alloc(0)
  private at = 0
  private scanned = 0
  private skipped = 0
  private head: Buffer | undefined
  private begun = false;

  *take(chunk: Buffer): Generator<RawMail> {
    this.pending = this.pending.length > 0 ? Buffer.concat([this.pending, chunk]) : chunk
    yield* this.cut(false)
    if (this.pending.length > MOST_BYTES + KEPT_HEAD) this.letGo()
  }

  *end(): Generator<RawMail> {
    yield* this.cut(true)
    if (this.begun) yield this.mailOf(this.pending.length)
    else yield* this.lone()
  }

  private *cut(isLast: boolean): Generator<RawMail> {
    if (!this.begun && !this.head && this.at === 0 && !this.begin(isLast)) return
    for (let next = this.nextStart(isLast); next !== undefined; next = this.nextStart(isLast)) {
      if (this.begun) yield this.mailOf(next)
      else yield* this.rubbish(next)
      this.begun = true
      this.moveTo(next)
    }
  }

  /** Does the file begin with a mail? False while there is too little of it to say. */
  private begin(isLast: boolean): boolean {
    if (this.pending.length < LONGEST_START && !isLast) return false
    this.begun ||= isStart(this.pending, 0)
    return true
  }

  /** Where the next mail begins, or undefined while that cannot be said. */
  private nextStart(isLast: boolean): number | undefined {
    for (;;) {
      const line = this.pending.indexOf('\nFrom ', this.scanned)
      if (line < 0) {
        this.scanned = Math.max(this.scanned, this.pending.length - 8)
        return undefined
      }
      this.scanned = line
      if (this.pending.length < line + LONGEST_START && !isLast) return undefined
      if (isAfterBlank(this.pending, line) && isStart(this.pending, line + 1)) {
        const inside = this.isInside(line + 1, isLast)
        if (inside === undefined) return undefined
        if (!inside) return line + 1
      }
      this.scanned = line + 1
    }
  }

  /** A Content-Length counts only if the next mail, or the end, stands right where it says; undefined: not read so far. */
  private isInside(start: number, isLast: boolean): boolean | undefined {
    const end = this.head ? 0 : declaredEnd(this.pending)
    if (start >= end - 2 || end > MOST_BYTES) return false
    if (this.pending.length < end + LONGEST_START && !isLast) return undefined
    if (end >= this.pending.length - 2) return end <= this.pending.length
    return [end, end + 1, end + 2].some((place) => isStart(this.pending, place))
  }

  private moveTo(next: number) {
    this.at += this.skipped + next
    this.pending = this.pending.subarray(next)
    this.scanned = 0
    this.skipped = 0
    this.head = undefined
  }

  /** A mail beyond all measure: its head says which it is, the rest passes by. */
  private letGo() {
    this.head ??= Buffer.from(this.pending.subarray(0, KEPT_HEAD))
    const passed = Math.min(this.scanned, this.pending.length - 8)
    this.skipped += passed
    this.pending = Buffer.from(this.pending.subarray(passed))
    this.scanned = 0
  }

  private mailOf(length: number): RawMail {
    const size = this.skipped + length
    const whole = this.head ?? this.pending.subarray(0, length)
    const lineEnd = whole.indexOf('\n')
    const envelope = whole.toString('latin1', 0, lineEnd < 0 ? Math.min(whole.length, 1000) : lineEnd).trim()
    const raw = lineEnd < 0 ? Buffer.alloc(0) : unquote(whole.subarray(lineEnd + 1))
    const fault = this.head && `It is larger than ${MOST_BYTES / 1024 / 1024} MB.`
    return { raw, envelope, at: this.at, size, ...(fault ? { fault } : {}) }
  }

  /** What stands before the first mail is no mail, unless it is nothing. */
  private *rubbish(length: number): Generator<RawMail> {
    const size = this.skipped + length
    if (!this.head && this.pending.subarray(0, length).toString('latin1').trim() === '') return
    yield { raw: Buffer.alloc(0), envelope: '', at: this.at, size, fault: 'No mail begins here.' }
  }

  /** A file without any “From ” line may still be one mail by itself. */
  private *lone(): Generator<RawMail> {
    if (!this.head && startsHeader(this.pending)) {
      yield { raw: this.pending, envelope: '', at: this.at, size: this.pending.length }
      return
    }
    yield* this.rubbish(this.pending.length)
  }
}

function isAfterBlank(bytes: Buffer, line: number): boolean {
  const before = bytes[line - 1] === 13 ? line - 2 : line - 1
  return before < 0 || bytes[before] === 10
}

/** Where the body ends by the mail's own word; 0 if it does not say. */
function declaredEnd(mail: Buffer): number {
  const ends = ['\r\n\r\n', '\n\n'].map((mark) => ({ mark, at: mail.subarray(0, KEPT_HEAD).indexOf(mark) }))
  const first = ends.filter(({ at }) => at >= 0).sort((one, other) => one.at - other.at)[0]
  const said = first && /^content-length:\s*(\d{1,9})\s*$/im.exec(mail.toString('latin1', 0, first.at))?.[1]
  return said ? first.at + first.mark.length + Number(said) : 0
}

/** “>From ” was “From ” before it was put in; the blank line at the end belongs to the archive. */
function unquote(mail: Buffer): Buffer {
  const end = mail.toString('latin1', Math.max(0, mail.length - 4))
  const trimmed = mail.subarray(0, mail.length - (/(?:\r?\n)(\r?\n)$/.exec(end)?.[1]?.length ?? 0))
  if (!trimmed.includes('>From ')) return trimmed
  return Buffer.from(trimmed.toString('latin1').replace(/^>(>*From )/gm, '$1'), 'latin1')
}
