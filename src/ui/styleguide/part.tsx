import type { PropsWithChildren } from 'hono/jsx'

export function Part({ title, children }: PropsWithChildren<{ title: string }>) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  )
}
