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
  /** The title as a heading, where the entries are long; else it is a link in a list. */
  level?: 2 | 3
  lang?: string
}>

export function Entry({ title, href, over, meta, end, level, lang, children }: EntryProps) {
  const Title = level ? (`h${level}` as const) : 'p'
  return (
    <li class="entry">
      <div class="entry-main">
        {over && <p class="entry-over">{over}</p>}
        <Title class="entry-title" lang={lang} dir="auto">
          {href ? (
            <a href={href} data-item>
              {title}
            </a>
          ) : (
            title
          )}
        </Title>
        {children && <div class="entry-text">{children}</div>}
        {meta && <p class="meta">{meta}</p>}
      </div>
      {end && <div class="entry-end">{end}</div>}
    </li>
  )
}
