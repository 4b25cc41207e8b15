export type ChangedLine = { kind: 'same' | 'gone' | 'new'; text: string }

/** What went and what came, line by line; a colour is never the only sign. */
export function Changes({ lines, lang }: { lines: ChangedLine[]; lang?: string }) {
  return (
    <div class="changes" lang={lang} dir="auto">
      {lines.map(({ kind, text }) => {
        if (kind === 'gone') return <del>{text || ' '}</del>
        if (kind === 'new') return <ins>{text || ' '}</ins>
        return <p>{text || ' '}</p>
      })}
    </div>
  )
}
