import { z } from 'zod'
import { readData } from './files.ts'

const at = z.string().regex(/^-\d+ \d\d:\d\d$/)
const done = z.object({ by: z.string(), at })
const inCommunity = done.extend({ community: z.string() })

const group = inCommunity.extend({
  type: z.enum(['interest', 'task', 'crisis']),
  name: z.string(),
  purpose: z.string(),
  reach: z.enum(['community', 'network', 'public']),
  joining: z.enum(['open', 'ask', 'invited']),
  joined: z.array(z.string()),
  /** Beside its own, these regions see it among their groups. */
  opened: z.array(z.string()).default([]),
})

const role = inCommunity.extend({ to: z.string(), role: z.enum(['facilitator', 'core']), ends: z.number().int() })
const posting = done.extend({ designation: z.string(), organisation: z.string(), area: z.string() })
const tie = done.extend({ to: z.string(), line: z.string(), agreed: at.optional() })

const starter = inCommunity.extend({ title: z.string(), things: z.array(z.string()), people: z.array(z.string()) })
const collection = done.extend({ title: z.string(), note: z.string(), things: z.array(z.string()) })

const shape = z.object({
  applications: z.array(inCommunity),
  groups: z.array(group),
  roles: z.array(role),
  postings: z.array(posting),
  connections: z.array(tie),
  starters: z.array(starter),
  collections: z.array(collection),
})

export type Now = z.output<typeof shape>

/** What the last weeks before the day of planting left standing. */
export function readNow(): Now {
  return shape.parse(readData('demonstration/now.yaml'))
}
