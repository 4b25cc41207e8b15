import { raw } from 'hono/html'

/** Stored HTML that `renderMarkdown` has made; nothing else may be given to it. */
export function Prose({ html, lang }: { html: string; lang?: string }) {
  return (
    <div class="prose" lang={lang}>
      {raw(html)}
    </div>
  )
}
