import type { ListedPost } from './reads.ts'

export type ContentsOf = { number: number; name: string; at: Date; headings: string[] }

/** From this many contributions on, a thread has a table of contents. */
const LONG_THREAD = 15
const LONG_POST = 1500

/** Who wrote what on this page of a long thread, with the headings of what is long; null where one sees it all anyway. */
export function contentsOf(posts: ListedPost[], shown_up_to: number): ContentsOf[] | null {
  if (shown_up_to <= LONG_THREAD) return null
  const written = posts.filter(({ body }) => body !== null)
  return written.map(({ number, author, at, body, body_html }) => ({
    ...{ number, name: author.name, at },
    headings: (body ?? '').length > LONG_POST ? headingsIn(body_html ?? '') : [],
  }))
}

/** The stored HTML is our own, so its headings are found by their tags. */
function headingsIn(html: string): string[] {
  const found = [...html.matchAll(/<h[1-6][^>]*>(.*?)<\/h[1-6]>/gs)].map(([, inner = '']) => inner)
  return found
    .map((inner) => plain(inner))
    .filter(Boolean)
    .slice(0, 12)
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

function plain(html: string): string {
  return html
    .replace(/<[^>]+>/g, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '')
    .trim()
}
