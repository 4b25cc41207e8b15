import { AsyncLocalStorage } from 'node:async_hooks'

/** The accents a network can choose from; each has a light and a dark tone in tokens.css. */
export const accents = ['moss', 'indigo', 'madder', 'plum', 'teal', 'ochre', 'slate', 'rose'] as const
export type Accent = (typeof accents)[number]

export type NavLink = {
  label: string
  href: string
  /** What it is called where there is little room. */
  short?: string
  /** Pressed after `g`. */
  go?: string
}

/** What stands around every page of a request, so that views need not hand it down. */
export type Shell = {
  network: string
  /** What the header calls it where its name is long. */
  short?: string
  accent?: Accent
  community?: { name: string; href: string }
  person?: { name: string; href: string /** Keeps drafts of two people on one machine apart. */; key?: string }
  nav?: NavLink[]
  account?: NavLink[]
  /** Where a visitor signs in, and where a member signs out (POST). */
  signIn?: string
  signOut?: string
  search?: string
  footer?: NavLink[]
  flash?: { kind?: 'info' | 'success' | 'warning' | 'danger'; sentence: string }
  demonstration?: boolean
  /** The address of this page, to mark where one is. */
  path?: string
  /** The reader's time zone, and the database's moment, for words such as “in 3 days”. */
  zone?: string
  now?: Date
  theme?: 'light' | 'dark'
}

const here = new AsyncLocalStorage<Shell>()

export function withShell<T>(shell: Shell, run: () => T): T {
  return here.run(shell, run)
}

export function currentShell(): Shell {
  return here.getStore() ?? { network: 'Copse' }
}
