import type { PropsWithChildren } from 'hono/jsx'

export type BadgeProps = PropsWithChildren<{ tone?: 'plain' | 'active' | 'waiting' | 'urgent' | 'done' }>

/** The state of a thing, in a word; the tone only repeats what the word says. */
export function Badge({ tone = 'plain', children }: BadgeProps) {
  return <span class={`badge ${tone}`}>{children}</span>
}
