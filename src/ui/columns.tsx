import type { Child } from 'hono/jsx'

export type ColumnsProps = {
  first: Child
  second: Child
  /** What each column is, for those who go from landmark to landmark. */
  firstLabel: string
  secondLabel: string
  /** The column that stays in view while the other goes by; the second, when only `true` is said. */
  hold?: boolean | 'first' | 'second'
}

/** Side by side where there is room, one after the other on a phone. */
export function Columns({ first, second, firstLabel, secondLabel, hold }: ColumnsProps) {
  return (
    <div class={`columns${hold ? ` hold hold-${hold === true ? 'second' : hold}` : ''}`}>
      <section class="column" aria-label={firstLabel}>
        {first}
      </section>
      <section class="column" aria-label={secondLabel}>
        {second}
      </section>
    </div>
  )
}
