import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { type Db, sql } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { knowFile } from '../../../platform/files/store.ts'
import { currentLanguage, pick } from '../../../platform/i18n.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { addressOf } from '../groups/address.ts'
import { may } from '../policy.ts'

type Words = Record<string, string>
export type Policy = { slug: string; title: Words; body: Words }
export type Logo = { sha256: string; type: string; size: number }

/** The organisation that keeps the network: as it stands in the document of a blueprint, and in one column. */
export type ConveningBody = {
  name?: Words
  short_name?: Words
  place?: Words
  role?: Words
  site?: string
  contact?: { name?: Words; address?: string }
  logo?: Logo
  policies?: Policy[]
}

export const MOST_POLICIES = 6

/** The network with its convening body; not there before one is planted. */
export async function findBody(db: Db) {
  const network = await db
    .selectFrom('community')
    .select(['id', 'version', 'name', 'purpose', 'convening_body'])
    .where('parent_id', 'is', null)
    .executeTakeFirst()
  if (!network) throw new NotFound()
  return { ...network, body: (network.convening_body ?? {}) as ConveningBody }
}

export async function findPolicy(db: Db, slug: string): Promise<Policy> {
  const { body } = await findBody(db)
  const policy = body.policies?.find((one) => one.slug === slug)
  if (!policy) throw new NotFound()
  return policy
}

export type BodyTexts = {
  name: string
  place: string
  role: string
  site: string
  contact_name: string
  contact_address: string
  policies: { title: string; body: string }[]
}

/** In one language, as it is shown and as it is typed. */
export function readBody(body: ConveningBody, language = currentLanguage()): BodyTexts {
  return {
    name: pick(body.name, language),
    place: pick(body.place, language),
    role: pick(body.role, language),
    site: body.site ?? '',
    contact_name: pick(body.contact?.name, language),
    contact_address: body.contact?.address ?? '',
    policies: (body.policies ?? []).map((one) => ({
      title: pick(one.title, language),
      body: pick(one.body, language),
    })),
  }
}

type Change = { texts: BodyTexts; language: string; version: number; logo: Logo | null; once: Once }

/** Saves what an administrator wrote, unless another one has saved meanwhile. */
export function changeBody(db: Db, viewer: Viewer, { once, ...change }: Change): Promise<'saved' | 'stale'> {
  ensure(may.keepNetwork(viewer))
  return inTransaction(db, once, async (tx) => {
    await sql`select from community where parent_id is null for update`.execute(tx)
    const { id, version, body } = await findBody(tx)
    if (version !== change.version) return 'stale'
    const { logo, language } = change
    if (logo) await knowFile(tx, logo.sha256, logo.size, logo.type)
    const convening_body = JSON.stringify(writeBody(body, change))
    await tx
      .updateTable('community')
      .set({ convening_body, version: version + 1 })
      .where('id', '=', id)
      .execute()
    const subject = { kind: 'community', id, community_id: id }
    await record(tx, viewer, 'convening_body.changed', subject, { version: version + 1, language })
    return 'saved'
  })
}

/** What the form does not show stays as it was: other languages, and what a blueprint said besides. */
function writeBody(before: ConveningBody, { texts, language, logo }: Omit<Change, 'once'>): ConveningBody {
  const put = (words: Words | undefined, text: string): Words => ({ ...words, [language]: text })
  return {
    ...before,
    name: put(before.name, texts.name),
    place: put(before.place, texts.place),
    role: put(before.role, texts.role),
    site: texts.site,
    contact: { ...before.contact, name: put(before.contact?.name, texts.contact_name), address: texts.contact_address },
    ...(logo && { logo }),
    policies: texts.policies.flatMap(({ title, body }, at) => {
      const was = before.policies?.[at]
      if (!title) return []
      const slug = was?.slug ?? (addressOf(title) || `policy-${at + 1}`)
      return [{ slug, title: put(was?.title, title), body: put(was?.body, body) }]
    }),
  }
}
