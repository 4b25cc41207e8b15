import type { Child } from 'hono/jsx'

export type Fact = { label: string; value: Child }

/** What is known of a thing, label and value on one line. */
export function Facts({ facts }: { facts: (Fact | false | null | undefined)[] }) {
  return (
    <dl class="facts">
      {facts.filter(isFact).map(({ label, value }) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function isFact(fact: Fact | false | null | undefined): fact is Fact {
  return Boolean(fact)
}
