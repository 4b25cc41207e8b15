import type { Id, Tables } from '../../platform/db.ts'
import { pick, t } from '../../platform/i18n.ts'
import { DOT } from '../../ui/dot.ts'
import type { Name } from '../people/index.ts'

export type Attribution = Tables['post']['attribution']

/** How the writer stands beside the words: a name, a quiet line under it, where the name leads, and whether it is a person's. */
export type ShownAuthor = { name: string; line: string; href: string | null; isPerson: boolean }

type Words = {
  author_id: Id | null
  attribution: Attribution
  organisation: string | null
  community_name: unknown
}

/** The only way in which a name comes to stand beside a contribution; it knows attribution. */
export function shownAuthor(post: Words, names: Map<Id, Name>): ShownAuthor {
  const author = post.author_id === null ? undefined : names.get(post.author_id)
  if (post.attribution === 'named') return author ? named(author) : offline(post)
  if (post.attribution === 'organisation') return ofOrganisation(post, author)
  return aMember(post)
}

/** The stricter of what was wished and what the room has fixed. */
export function stricter(one: Attribution, other: Attribution): Attribution {
  return order.indexOf(one) > order.indexOf(other) ? one : other
}

const order: Attribution[] = ['named', 'organisation', 'unattributed', 'closed']

function named({ name, organisation, place, href }: Name): ShownAuthor {
  return { name, line: joined(organisation, place), href, isPerson: true }
}

function ofOrganisation(post: Words, author?: Name): ShownAuthor {
  const organisation = post.organisation ?? author?.organisation
  if (!organisation) return { ...aMember(post), line: author?.place ?? '' }
  return { name: organisation, line: author?.place ?? '', href: null, isPerson: false }
}

/** Someone without a place in the network, as when the answer came by telephone. */
function offline(post: Words): ShownAuthor {
  return post.organisation ? { name: post.organisation, line: '', href: null, isPerson: false } : aMember(post)
}

function aMember({ community_name }: Words): ShownAuthor {
  const community = pick(community_name)
  return { name: t('A member of {community}', { community }), line: '', href: null, isPerson: false }
}

function joined(...parts: (string | null)[]): string {
  return parts.filter(Boolean).join(DOT)
}
