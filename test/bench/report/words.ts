import { AIM_OF_GROWTH, growthOf, mostOf, whole } from './charts.ts'
import type { Kept } from './kept.ts'
import { FIRST_VISITS, MAILMAN, TOPICS } from './peers.ts'

export function growthWords({ size: { columns, pages } }: Kept): string[] {
  const over = pages.filter(({ cpu }) => growthOf(cpu) > AIM_OF_GROWTH)
  const times = (columns.at(-1)?.posts ?? 0) / (columns[0]?.posts ?? 1)
  return [
    `Each line is a page, each circle what it costs in a network of one size: the paler, the smaller. A network that is ${whole(times)} times as large should not be felt by who opens a page in it; the aim is at most ${AIM_OF_GROWTH} times the CPU. ${pages.length - over.length} of ${pages.length} pages keep it${over.length ? `; marked ▲ are ${over.map(({ name, cpu }) => `“${name}” (${growthOf(cpu).toFixed(2)}×)`).join(', ')}` : ''}.`,
    `The networks are planted: ${columns.map(({ posts, members }) => `${whole(posts)} posts by ${whole(members)} members`).join(', ')}, in 25 communities each. The whole program answers each page forty times, each time in all networks in turn, so that whatever else the machine does meets them alike. What is asked for is chosen so that a page shows as much in the smallest as in the largest: a name that fills a page of people in both, somebody with about six items to her credit. CPU is that of Copse and PostgreSQL together, the mean of the middle half of the forty; it is drawn, and not the time that one waits, since that depends on what else the machine does. The axis is logarithmic: the same step to the right is the same number of times more.`,
  ]
}

export function pageWords({ page: { plain, packed, bare } }: Kept): string[] {
  const least = Math.min(...TOPICS.map(({ cpu }) => cpu))
  return [
    `The page of a query with 50 responses, for somebody signed in, over 16 connections at once. It takes ${plain.cpuMs.toFixed(1)} ms of CPU (aim: 5), a forum's topic of 20 posts at least ${least} ms. With Brotli it takes ${packed.cpuMs.toFixed(1)} ms and sends ${whole(packed.bytes / 1000)} kB instead of ${whole(plain.bytes / 1000)} kB.`,
    `The limit is a server that does nothing but send the same bytes, ready: ${bare.cpuMs.toFixed(2)} ms and ${whole(bare.perSecond)} requests a second in the same run. Of five rounds in turn the best counts.`,
  ]
}

export function visitWords({ visit }: Kept): string[] {
  const first = mostOf(visit)
  const peers = FIRST_VISITS.map(
    ({ name, bytes, requests }) => `${name} ${whole(bytes / 1000)} kB in ${requests} requests`,
  )
  return [
    `What a browser that has kept nothing fetches for a page of the demonstration, counted by the browser itself, heads included: at most ${(first.bytes / 1000).toFixed(1)} kB in ${first.requests} requests (aims: 60 kB, 5 requests). ${peers.join(', ')}. A later page is one request. A page that shows what is new while it is open holds a line open for that; the line is told apart in [visit.md](visit.md), and is no request that the page waits for.`,
  ]
}

export function postWords({ post: { members, copse, pool } }: Kept): string[] {
  const times = (of: number) => (copse.perSecond / of).toFixed(1)
  return [
    `From the post to ${whole(members)} letters marked as sent, each with its own address to reply to and its own way to stop, to a mail server on the same machine. Copse sends ${whole(copse.perSecond)} letters a second, ${times(pool.perSecond)} times what nodemailer's own pool sends of the same letters in the same run (aim: 0.7), and the first arrives after ${whole(copse.first)} ms (aim: 1,000). A letter takes ${copse.own.toFixed(2)} ms of CPU, and ${copse.database.toFixed(2)} ms of the database's.`,
    `Mailman 3.3.8 sends one message to 8,000 members at ${MAILMAN.personal} letters a second when each has a return path of its own, as ours have, and at ${MAILMAN.shared} when many share one letter: Copse is ${times(MAILMAN.personal)} times the first (aim: 20) and ${times(MAILMAN.shared)} times the second (aim: above 1).`,
  ]
}

export function digestsWords({ digests }: Kept): string[] {
  const { members, posts, waiting, taken, settled, seconds, cpu, statements, heaviest } = digests
  return [
    `One morning of ${whole(members)} members of 20 communities, in which ${posts} posts were written since yesterday: their digests are planned ahead, opened when it is seven where they live, and written when they are sent. ${whole(settled / seconds)} a second, ${(cpu / settled).toFixed(2)} ms of CPU and ${(statements / settled).toFixed(2)} statements each; ${whole(taken)} of ${whole(waiting)} were sent, since the others would have had nothing new. The heaviest has ${whole(heaviest)} bytes (aim: at most 60,000). No figure of a peer is known.`,
  ]
}
