import { raw } from 'hono/html'

/** Stored HTML that `renderMarkdown` has made; nothing else may be given to it. */
export function Prose({ html, lang, large }: { html: string; lang?: string; large?: boolean }) {
  return (
    <div class={large ? 'prose large' : 'prose'} lang={lang} dir="auto">
      {raw(html)}
    </div>
  )
}
