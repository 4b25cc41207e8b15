import { t } from '../../platform/i18n.ts'
import type { ListedPost } from './reads.ts'

/** What a reply that quotes a post begins with; the writer stands there as she stands beside her post. */
export function quoteOf({ author, body }: Pick<ListedPost, 'author' | 'body'>): string {
  const quoted = (body ?? '')
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')
  return `${wroteLine(author.name)}\n${quoted}\n\n`
}

/** Said above a quotation, here and by the script. */
export function wroteLine(name: string): string {
  return t('{name} wrote:', { name })
}
