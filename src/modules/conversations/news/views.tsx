import type { ListedPost } from '../reads.ts'

/** `upTo` is the last number there is, where the page is not the last of its thread. */
type Shown = { thread_key: string; posts: ListedPost[]; from?: number; upTo?: number }

/** Where the script says how much is new below, without moving the reader; to see it she presses, or loads again. */
export function News(shown: Shown) {
  const { after, seen } = standing(shown)
  return (
    <copse-news
      class="news"
      role="status"
      src={`/threads/${shown.thread_key}/news?after=${after}&seen=${seen.join(',')}`}
    />
  )
}

const MOST_SEEN = 100

/**
 * What stands on the page: all numbers up to `after`, and these beyond. A gap is a post that still waits, and comes later
 * than those after it.
 */
function standing({ posts, from = 1, upTo }: Shown): { after: number; seen: number[] } {
  if (upTo !== undefined) return { after: upTo, seen: [] }
  const numbers = new Set(posts.map(({ number }) => number))
  let after = from - 1
  while (numbers.has(after + 1)) after += 1
  const seen = [...numbers].filter((number) => number > after)
  return seen.length > MOST_SEEN ? { after: Math.max(...seen), seen: [] } : { after, seen }
}
