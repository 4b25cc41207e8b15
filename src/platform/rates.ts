import { type Db, sql } from './db.ts'

/** A window is counted in so many parts, of which the oldest goes when a new one begins: no edge lets through twice as many. */
const PARTS = 15

/** Counts one more and says whether it is within `most` in any such time. Counted in the database, so that it holds for all processes. */
export async function withinRate(db: Db, key: string, most: number, windowMinutes: number): Promise<boolean> {
  const part = (windowMinutes * 60) / PARTS
  const { rows } = await sql<{ count: number }>`
    with now_on as (
      insert into rate_count (key, starts_at, count)
      values (${key}, to_timestamp(floor(extract(epoch from app_now()) / ${part}::int) * ${part}::int), 1)
      on conflict (key, starts_at) do update set count = rate_count.count + 1 returning starts_at, count)
    select now_on.count + coalesce(sum(earlier.count), 0)::int as count from now_on
      left join rate_count earlier on earlier.key = ${key} and earlier.starts_at < now_on.starts_at
        and earlier.starts_at > app_now() - ${windowMinutes}::int * interval '1 minute'
    group by now_on.count`.execute(db)
  return (rows[0]?.count ?? 1) <= most
}

/** What the longest window, a day, does not reach any more goes: it names addresses and networks. */
export async function sweepRates(db: Db): Promise<void> {
  await sql`delete from rate_count where starts_at <= app_now() - interval '1 day'`.execute(db)
}

/** What limits are kept by: the IPv4 address, or the /64 of an IPv6 one. */
export function networkOf(ip: string): string {
  if (!ip.includes(':')) return ip
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)
  if (mapped) return mapped[1] as string
  const [head = '', tail] = ip.split('::')
  const front = head.split(':').filter(Boolean)
  const back = tail?.split(':').filter(Boolean) ?? []
  const groups =
    tail === undefined ? front : [...front, ...Array(Math.max(0, 8 - front.length - back.length)).fill('0'), ...back]
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
