import type { Child, PropsWithChildren } from 'hono/jsx'

export type DetailsProps = PropsWithChildren<{ summary: Child; open?: boolean; id?: string }>

/** What can wait until it is asked for. */
export function Details({ summary, open, id, children }: DetailsProps) {
  return (
    <details class="details" open={open} id={id}>
      <summary>{summary}</summary>
      <div class="details-body">{children}</div>
    </details>
  )
}
