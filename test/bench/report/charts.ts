import type { Kept, Visit } from './kept.ts'
import { FIRST_VISITS, MAILMAN, TOPICS } from './peers.ts'
import type { Chart, Row } from './svg.ts'

export const AIM_OF_GROWTH = 1.3

export const whole = (figure: number) => Math.round(figure).toLocaleString('en')
const one = (name: string, value: number, note: string, kind: Row['kind'] = 'ours'): Row => ({
  ...{ label: name, values: [value], note, kind },
})

/** From the smallest network to the largest; below a millisecond counts as one. */
export function growthOf(cpu: number[]): number {
  return (cpu.at(-1) ?? 0) / Math.max(1, cpu[0] ?? 0)
}

export function growthChart({ size: { columns, pages } }: Kept): Chart {
  const rows = pages.map(({ name, cpu }): Row => {
    const growth = growthOf(cpu)
    const isOver = growth > AIM_OF_GROWTH
    return {
      ...{ label: name, values: cpu, kind: isOver ? 'over' : 'ours' },
      note: `${cpu.at(-1)?.toFixed(1)} ms, ${growth.toFixed(2)}×${isOver ? ' ▲' : ''}`,
    }
  })
  const over = rows.filter(({ kind }) => kind === 'over')
  const sizes = columns.map(({ posts }) => `${whole(posts)} posts`)
  return {
    title: 'A page in a network that grows',
    words: `Milliseconds of CPU for each of ${rows.length} pages in networks of ${sizes.join(', ')}. ${over.length ? `More than ${AIM_OF_GROWTH} times as many in the largest: ${over.map(({ label, note }) => `${label} (${note})`).join('; ')}.` : `None grows by more than ${AIM_OF_GROWTH} times.`}`,
    legend: sizes,
    panels: [
      {
        heading: `CPU of Copse and PostgreSQL together; ▲ grows by more than ${AIM_OF_GROWTH}×`,
        unit: 'milliseconds',
        rows,
      },
    ],
  }
}

export function pageChart({ page: { plain, packed } }: Kept): Chart {
  const both = [
    { name: 'Copse, a query, 50 responses', ...plain, cpu: plain.cpuMs },
    { name: 'Copse, the same with Brotli', ...packed, cpu: packed.cpuMs },
  ]
  const rows = (of: 'cpu' | 'perSecond' | 'p99', digits: number) => [
    ...both.map((ours) => one(ours.name, ours[of], ours[of].toFixed(digits))),
    ...TOPICS.map((theirs) => one(theirs.name, theirs[of], `${theirs[of]}`, 'theirs')),
  ]
  return {
    title: 'A long page, signed in, beside forums',
    words: `A query with 50 responses takes ${plain.cpuMs.toFixed(1)} ms of CPU, at ${whole(plain.perSecond)} requests a second over 16 connections; ${TOPICS.map(({ name, cpu, perSecond }) => `${name}: ${cpu} ms, ${perSecond} a second`).join('; ')}.`,
    panels: [
      { heading: 'CPU of a request, database included: less is better', unit: 'milliseconds', rows: rows('cpu', 1) },
      { heading: 'Requests a second, 16 connections: more is better', unit: 'requests/s', rows: rows('perSecond', 0) },
      { heading: 'The slowest of a hundred: less is better', unit: 'milliseconds', rows: rows('p99', 0) },
    ],
  }
}

export function visitChart({ visit }: Kept): Chart {
  const named = visit.map(({ name, ...figures }) => ({ name: `Copse, ${name}`, ...figures }))
  const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1)
  const [first, peer] = [
    mostOf(visit),
    FIRST_VISITS.map(({ name, bytes, requests }) => `${name}: ${whole(bytes / 1000)} kB in ${requests}`),
  ]
  return {
    title: 'What a first visit fetches, beside forums',
    words: `At most ${kilobytes(first.bytes)} kB in ${first.requests} requests; ${peer.join('; ')}.`,
    panels: [
      {
        ...{ heading: 'Bytes over the wire: less is better', unit: 'kB' },
        rows: [
          ...named.map(({ name, bytes }) => one(name, bytes / 1000, kilobytes(bytes))),
          ...FIRST_VISITS.map(({ name, bytes }) => one(name, bytes / 1000, whole(bytes / 1000), 'theirs')),
        ],
      },
      {
        ...{ heading: 'Requests: fewer are better', unit: 'requests' },
        rows: [
          ...named.map(({ name, requests }) => one(name, requests, `${requests}`)),
          ...FIRST_VISITS.map(({ name, requests }) => one(name, requests, `${requests}`, 'theirs')),
        ],
      },
    ],
  }
}

export function mostOf(visits: Visit[]) {
  return {
    bytes: Math.max(...visits.map(({ bytes }) => bytes)),
    requests: Math.max(...visits.map(({ requests }) => requests)),
  }
}

export function postChart({ post: { members, copse, pool } }: Kept): Chart {
  const seconds = (ms: number) => one('', ms / 1000, `${(ms / 1000).toFixed(2)} s`)
  return {
    title: `A post to ${whole(members)} members, beside a list program`,
    words: `Copse sends ${whole(copse.perSecond)} personal letters a second, the first after ${whole(copse.first)} ms; nodemailer's pool ${whole(pool.perSecond)}; Mailman 3.3.8 ${MAILMAN.personal} with personal return paths and ${MAILMAN.shared} with one letter for many.`,
    panels: [
      {
        ...{ heading: 'Letters a second: more is better', unit: 'letters/s' },
        rows: [
          one('Copse, every letter personal', copse.perSecond, whole(copse.perSecond)),
          one('nodemailer’s pool, the same letters', pool.perSecond, whole(pool.perSecond), 'theirs'),
          one('Mailman, one letter for many', MAILMAN.shared, `${MAILMAN.shared}`, 'theirs'),
          one('Mailman, personal return paths', MAILMAN.personal, `${MAILMAN.personal}`, 'theirs'),
        ],
      },
      {
        ...{ heading: 'Until the first copy arrives: less is better', unit: 'seconds' },
        rows: [
          { ...seconds(copse.first), label: 'Copse, every letter personal' },
          { ...seconds(MAILMAN.sharedFirst), label: 'Mailman, one letter for many', kind: 'theirs' },
        ],
      },
    ],
  }
}

export function digestsChart({ digests }: Kept): Chart {
  const { waiting, planned, opened, seconds, settled, cpu } = digests
  const last = (ms: number) => `${ms < 1000 ? `${whole(ms)} ms` : `${(ms / 1000).toFixed(1)} s`}`
  return {
    title: `The morning’s digests of ${whole(digests.members)} members`,
    words: `Opened in ${last(opened)}, written and handed over in ${last(seconds * 1000)}: ${whole(settled / seconds)} a second, ${(cpu / settled).toFixed(1)} ms of CPU each.`,
    panels: [
      {
        ...{ heading: 'How long each part takes', unit: 'milliseconds' },
        rows: [
          one('planning those of all, once', planned, last(planned)),
          one(`opening ${whole(waiting)} of them`, opened, last(opened)),
          one('writing and handing them over', seconds * 1000, last(seconds * 1000)),
        ],
      },
    ],
  }
}
