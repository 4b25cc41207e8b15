import type { Child } from 'hono/jsx'

/** A count at the end of an entry, with the word for it below. */
export function Figure({ of, words }: { of: Child; words: Child }) {
  return (
    <span class="figure">
      <span class="entry-figure">{of}</span> {words}
    </span>
  )
}
