const A_DAY = 86_400_000
/** Before this there was hardly a mail; programs without a clock write 1970 or 1904. */
const EARLIEST = Date.UTC(1980, 0, 2)

/** When a mail was sent: by its own word, by the hop that took it last, or by the archive; null where none can be true. */
export function dateOf(said: Date | null, received: string | undefined, envelope: string, latest: Date): Date | null {
  const hop = received?.split('\n')[0]?.split(';').at(-1)
  const line = /\b([A-Z][a-z]{2} [A-Z][a-z]{2} +\d{1,2} \d{1,2}:\d{2}(?::\d{2})?)(?: [A-Z]{3,4})? (\d{4})\b/.exec(
    envelope,
  )
  const claims = [said, parse(hop), line ? parse(`${line[1]} ${line[2]} UTC`) : null]
  return claims.find((date) => isPossible(date, latest)) ?? null
}

function parse(text: string | undefined): Date | null {
  const at = Date.parse(text?.replace(/\([^()]*\)/g, '').trim() ?? '')
  return Number.isNaN(at) ? null : new Date(at)
}

function isPossible(date: Date | null, latest: Date): boolean {
  return date !== null && date.getTime() > EARLIEST && date.getTime() < latest.getTime() + A_DAY
}
