import type { ListedPost, Thread } from '../reads.ts'

type Shown = { thread: Pick<Thread, 'key' | 'shown_up_to'>; posts: ListedPost[]; from?: number; isEnd?: boolean }

/** Where the script says how much is new below, without moving the reader; to see it she presses, or loads again. */
export function News(shown: Shown) {
  const { after, seen } = standing(shown)
  return (
    <copse-news
      class="news"
      role="status"
      src={`/threads/${shown.thread.key}/news?after=${after}&seen=${seen.join(',')}`}
    />
  )
}

const MOST_SEEN = 100

/**
 * What stands on the page: all numbers up to `after`, and these beyond. A gap is a post that still waits, and comes later
 * than those after it.
 */
function standing({ thread, posts, from = 1, isEnd = true }: Shown): { after: number; seen: number[] } {
  if (!isEnd) return { after: thread.shown_up_to, seen: [] }
  const numbers = new Set(posts.map(({ number }) => number))
  let after = from - 1
  while (numbers.has(after + 1)) after += 1
  const seen = [...numbers].filter((number) => number > after)
  return seen.length > MOST_SEEN ? { after: Math.max(...seen), seen: [] } : { after, seen }
}
