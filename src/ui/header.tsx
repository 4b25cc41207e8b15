import { t } from '../platform/i18n.ts'
import { Form } from './form.tsx'
import { Icon } from './icon.tsx'
import { Menu, MenuAction, MenuLink } from './menu.tsx'
import { Initials } from './person.tsx'
import { currentShell, type NavLink } from './shell.ts'

const LONG_NAME = 28

export function PageHeader() {
  const { network, short, community, person, demonstration } = currentShell()
  return (
    <header class="letterhead">
      <div class="letterhead-inner">
        <a class="house" href="/" data-go="h">
          <Icon name="mark" />
          <span>{network.length > LONG_NAME ? (short ?? network) : network}</span>
        </a>
        {community && (
          <a class="house-community" href={community.href} data-go="c">
            {community.name}
          </a>
        )}
        <Navigation />
        {person ? <Account person={person} /> : <SignIn />}
      </div>
      {demonstration && <Ribbon />}
    </header>
  )
}

function Ribbon() {
  return <p class="ribbon">{t('A demonstration: all of it is invented.')}</p>
}

function Navigation() {
  const { nav, person, search = '/search' } = currentShell()
  const today: NavLink[] = person ? [{ label: t('Today'), href: '/today', go: 't' }] : []
  const links = nav ?? today
  return (
    <>
      {links.length > 0 && (
        <nav class="house-nav" aria-label={t('Main')}>
          {links.map((link) => (
            <NavItem link={link} />
          ))}
        </nav>
      )}
      <SearchBox action={search} />
    </>
  )
}

function NavItem({ link }: { link: NavLink }) {
  const { path } = currentShell()
  return (
    <a href={link.href} data-go={link.go} aria-current={path === link.href ? 'page' : undefined}>
      {link.short ? <NarrowAndWide {...link} /> : link.label}
    </a>
  )
}

/** On a phone there is no room for the name of a desk; the menu of her account says it. */
function NarrowAndWide({ label, short }: NavLink) {
  return (
    <>
      <span class="for-wide">{label}</span>
      <span class="for-narrow">{short}</span>
    </>
  )
}

function SearchBox({ action }: { action: string }) {
  return (
    <search class="search">
      <form action={action}>
        <input
          type="search"
          name="q"
          aria-label={t('Search')}
          placeholder={t('Search')}
          data-search
          enterkeyhint="search"
        />
        <button type="submit">
          <Icon name="search" />
          <span class="unseen">{t('Search')}</span>
        </button>
      </form>
    </search>
  )
}

function Account({ person }: { person: { name: string; href: string } }) {
  const { account = [], signOut = '/sign-out' } = currentShell()
  return (
    <Menu label={<Initials name={person.name} />} name={t('Your account: {name}', person)} class="account">
      <MenuLink href={person.href}>{person.name}</MenuLink>
      {account.map((link) => (
        <MenuLink href={link.href}>{link.label}</MenuLink>
      ))}
      <Form action={signOut} id="sign-out">
        <MenuAction>{t('Sign out')}</MenuAction>
      </Form>
    </Menu>
  )
}

function SignIn() {
  const { signIn = '/sign-in' } = currentShell()
  return (
    <a class="sign-in" href={signIn}>
      {t('Sign in')}
    </a>
  )
}
