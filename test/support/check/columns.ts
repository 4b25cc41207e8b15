import pg from 'pg'
import { templateDatabase } from '../database.ts'

const ALLOWED = ['public', 'room', 'person', 'secret']

/** Every text column says what it may show: leak harness, export, erasure and logs are made from that. */
export async function checkColumns(url?: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url ?? (await templateDatabase()) })
  await client.connect()
  const { rows } = await client
    .query<{ name: string; comment: string | null }>(TEXT_COLUMNS)
    .finally(() => client.end())
  return rows
    .filter(({ comment }) => !ALLOWED.includes(comment ?? ''))
    .map(({ name, comment }) => {
      return `${name} ${comment === null ? 'has no comment' : `has the comment “${comment}”`}: say 'public', 'room', 'person' or 'secret'`
    })
}

const TEXT_COLUMNS = `
  select relname || '.' || attname as name, col_description(attrelid, attnum) as comment
  from pg_attribute join pg_class on pg_class.oid = attrelid join pg_type base on base.oid = atttypid
    left join pg_type item on item.oid = base.typelem and base.typcategory = 'A'
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and attnum > 0 and not attisdropped
    and coalesce(item.typcategory, base.typcategory) = 'S'
    and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')
  order by 1`
