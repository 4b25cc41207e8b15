import type { Child } from 'hono/jsx'

export type ColumnsProps = {
  first: Child
  second: Child
  /** What each column is, for those who go from landmark to landmark. */
  firstLabel: string
  secondLabel: string
  /** The second column stays in view while the first goes by. */
  hold?: boolean
}

/** Side by side where there is room, one after the other on a phone. */
export function Columns({ first, second, firstLabel, secondLabel, hold }: ColumnsProps) {
  return (
    <div class={`columns${hold ? ' hold' : ''}`}>
      <section class="column" aria-label={firstLabel}>
        {first}
      </section>
      <section class="column" aria-label={secondLabel}>
        {second}
      </section>
    </div>
  )
}
