import { type Db, sql } from './db.ts'

/** Counts one more and says whether it is still within `most` per window. Counted in the database, so that it holds for all processes. */
export async function withinRate(db: Db, key: string, most: number, windowMinutes: number): Promise<boolean> {
  const seconds = windowMinutes * 60
  const { count } = await db
    .insertInto('rate_count')
    .values({
      key,
      starts_at: sql<Date>`to_timestamp(floor(extract(epoch from app_now()) / ${seconds}::int) * ${seconds}::int)`,
      count: 1,
    })
    .onConflict((oc) => oc.columns(['key', 'starts_at']).doUpdateSet({ count: sql<number>`rate_count.count + 1` }))
    .returning('count')
    .executeTakeFirstOrThrow()
  return count <= most
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
