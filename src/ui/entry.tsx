import type { Child, PropsWithChildren } from 'hono/jsx'

/** A list set like a table of contents: thin rules, no cards; `j` and `k` walk through it. */
export function Entries({ children, label }: PropsWithChildren<{ label?: string }>) {
  return (
    <ol class="entries" aria-label={label}>
      {children}
    </ol>
  )
}

export type EntryProps = PropsWithChildren<{
  title: Child
  href?: string
  /** A small line above: state, kind. */
  over?: Child
  /** A small line below: who, where, when. */
  meta?: Child
  /** Set at the end of the line: a date, a count. */
  end?: Child
  level?: 2 | 3
  lang?: string
}>

export function Entry({ title, href, over, meta, end, level = 3, lang, children }: EntryProps) {
  const Heading = `h${level}` as const
  return (
    <li class="entry">
      <div class="entry-main">
        {over && <p class="entry-over">{over}</p>}
        <Heading class="entry-title" lang={lang}>
          {href ? (
            <a href={href} data-item>
              {title}
            </a>
          ) : (
            title
          )}
        </Heading>
        {children && <div class="entry-text">{children}</div>}
        {meta && <p class="meta">{meta}</p>}
      </div>
      {end && <div class="entry-end">{end}</div>}
    </li>
  )
}
