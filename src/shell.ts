import type { Kysely } from 'kysely'
import { flashOf } from './flashes.ts'
import {
  appNow,
  type Community,
  findNetwork,
  hasRole,
  isMember,
  isOnDesk,
  listCommunities,
} from './modules/communities/index.ts'
import { config } from './platform/config.ts'
import type { Tables } from './platform/db.ts'
import type { Ctx } from './platform/http.ts'
import { pick, t } from './platform/i18n.ts'
import type { Viewer } from './platform/viewer.ts'
import { type Accent, accents, type NavLink, type Shell } from './ui/shell.ts'

type Surroundings = { network: Awaited<ReturnType<typeof findNetwork>>; communities: Community[]; ahead: number }

const FRESH_MS = 2000
let known: { surroundings: Surroundings; until: number } | undefined

/** What changes rarely, asked anew every two seconds: the network, its communities, and how far our time is ahead. */
export async function surroundingsNow(db: Kysely<Tables>): Promise<Surroundings> {
  if (known && known.until > performance.now()) return known.surroundings
  const [network, communities, at] = [await findNetwork(db), await listCommunities(db), await appNow(db)]
  known = {
    surroundings: { network, communities, ahead: at.getTime() - Date.now() },
    until: performance.now() + FRESH_MS,
  }
  return known.surroundings
}

/** What stands around this reader's page; called inside her language, since it has words. */
export function shellOf(c: Ctx, viewer: Viewer, { network, communities, ahead }: Surroundings): Shell {
  const { pathname, searchParams } = new URL(c.req.url)
  const { person } = viewer
  const here = communities.find(({ slug }) => `${pathname}/`.startsWith(`/communities/${slug}/`))
  const desks = desksOf(viewer, communities)
  const flash = flashOf(searchParams)
  return {
    network: network ? pick(network.name) : 'Copse',
    short: network?.short_name,
    accent: accents.find((one) => one === network?.accent) as Accent | undefined,
    demonstration: network?.demonstration ?? false,
    path: pathname,
    now: new Date(Date.now() + ahead),
    footer: network ? footerOf() : [],
    ...(here && { community: { name: titleOf(here), href: `/communities/${here.slug}` } }),
    ...(person && {
      person: { name: person.name, href: `/people/${person.key}`, key: person.key },
      zone: person.time_zone,
      nav: navOf(desks, here && isMember(viewer, here.id) ? here : undefined),
      account: [
        ...accountOf(desks),
        ...(network && (viewer.unproven || hasRole(viewer, network.id, 'administrator')) ? keepersLinks() : []),
      ],
    }),
    ...(flash && { flash }),
  }
}

const titleOf = ({ name }: Pick<Community, 'name'>) => pick(name)

function desksOf(viewer: Viewer, communities: Community[]): Community[] {
  return communities.filter(({ id }) => isOnDesk(viewer, id))
}

/** Whoever works several desks goes to that of the community she is in; the others are in the menu of her account. */
function navOf(desks: Community[], here: Community | undefined): NavLink[] {
  const desk = desks.find(({ id }) => id === here?.id) ?? desks[0]
  return [
    { label: t('Today'), href: '/today', go: 't' },
    { label: t('People'), href: '/people', go: 'p' },
    ...(desk ? [deskLink(desk, desks.length > 1 && desk.id !== here?.id)] : []),
    ...(here ? [{ label: t('Library'), href: `/communities/${here.slug}/library`, go: 'l' }] : []),
    ...(config().SMTP_URL ? [] : [{ label: t('Mailbox'), href: '/mailbox', go: 'm' }]),
  ]
}

function deskLink({ slug, short_name }: Community, isOneOfMany: boolean): NavLink {
  const label = isOneOfMany ? t('Desk of {community}', { community: short_name }) : t('Desk')
  return { label, ...(isOneOfMany && { short: t('Desk') }), href: `/communities/${slug}/desk`, go: 'd' }
}

/** What leads to everything else, on every page and for visitors too. */
const footerOf = (): NavLink[] => [
  { label: t('The network'), href: '/network' },
  { label: t('All communities'), href: '/communities' },
]

/** For whoever keeps the network. */
const keepersLinks = (): NavLink[] => [
  { label: t('The instance'), href: '/network/system' },
  { label: t('Administrators'), href: '/network/administrators' },
  { label: t('Imported archives'), href: '/network/imports' },
  { label: t('A template for a partner'), href: '/network/template' },
]

function accountOf(desks: Community[]): NavLink[] {
  return [
    { label: t('All communities'), href: '/communities' },
    { label: t('Your profile and language'), href: '/me' },
    { label: t('Talk of your communities'), href: '/talk' },
    { label: t('Your drafts'), href: '/me/drafts' },
    { label: t('Your bookmarks'), href: '/me/bookmarks' },
    { label: t('My collections'), href: '/me/collections' },
    { label: t('What mail you get'), href: '/me/mail' },
    { label: t('Your addresses'), href: '/me/addresses' },
    ...(desks.length > 1 ? desks.map((desk) => deskLink(desk, true)) : []),
  ]
}
