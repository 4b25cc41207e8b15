import type { Child } from 'hono/jsx'
import { type AttachmentProps, Attachments } from './attachment.tsx'
import { Prose } from './prose.tsx'

export type PostProps = {
  /** The anchor that never changes. */
  id: string
  number?: number
  /** Its address for ever, wherever the thread is moved; its place on this page where left out. */
  href?: string
  /** A `Person`, or the words that stand for one who is not named. */
  author: Child
  /** When, through which door, in which language. */
  meta?: Child
  html: string
  lang?: string
  files?: AttachmentProps[]
  /** What can be done with it. */
  actions?: Child
}

/** One contribution, as it was written. */
export function Post({ id, number, href, author, meta, html, lang, files = [], actions }: PostProps) {
  return (
    <article class="post" id={id} data-item tabindex={-1}>
      <header class="post-head">
        {number !== undefined && (
          <a class="post-number" href={href ?? `#${id}`}>
            {number}
          </a>
        )}
        {author}
        {meta && <p class="post-meta">{meta}</p>}
      </header>
      <Prose html={html} lang={lang} />
      <Attachments files={files} />
      {actions && <footer class="actions">{actions}</footer>}
    </article>
  )
}
