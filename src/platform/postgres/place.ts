import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  realpathSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import { type Account, canEnter, findAccount } from './account.ts'
import { type Binaries, findBinaries, type Helper } from './binaries.ts'

export type LaunchOptions = {
  /** Settings of the server beside or instead of our own; tests switch fsync off. */
  settings?: Record<string, string>
  /** Where root keeps what the account of the server must reach but cannot reach in its place. */
  sharedHome?: string
  print?: (line: string) => void
}

/** Where a server lives, who runs it, and with which programs. */
export type Place = {
  home: string
  cluster: string
  account: Account | undefined
  binaries: Binaries
  settings: Record<string, string>
  print: (line: string) => void
}

export function findPlace(folder: string, options: LaunchOptions): Place {
  const { settings = {}, sharedHome = '/var/lib/copse', print = console.log } = options
  makeFolder(folder)
  const formerHome = findHome(folder)
  const account = findAccount(formerHome && join(formerHome, 'cluster'))
  const helper = { account, sharedHome, print }
  const home = formerHome ?? makeHome(folder, helper)
  return { home, cluster: join(home, 'cluster'), account, binaries: findBinaries(helper), settings, print }
}

/** Where the cluster of this data folder stands, once there is one. */
export function findHome(folder: string): string | undefined {
  const link = join(folder, 'elsewhere')
  const isElsewhere = lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink()
  if (isElsewhere && !existsSync(link)) {
    throw new Error(
      `The data of PostgreSQL were kept in ${readlinkSync(link)}, which is not there any more (see ${link}).`,
    )
  }
  const home = isElsewhere ? realpathSync(link) : folder
  return existsSync(join(home, 'cluster')) ? home : undefined
}

/** A folder for the server alone, also where the app is root. */
export function giveTo(account: Account | undefined, path: string) {
  chmodSync(path, 0o700)
  if (account) chownSync(path, account.uid, account.gid)
}

function makeFolder(folder: string) {
  if (existsSync(folder)) return
  mkdirSync(folder, { recursive: true })
  // Others may pass through but not look: the account of the server must reach its own folder.
  chmodSync(folder, 0o711)
}

/** A folder in root's own home cannot be entered by the account: the cluster is kept elsewhere, and a link shows where. */
function makeHome(folder: string, { account, sharedHome, print }: Helper): string {
  if (!account || canEnter(folder, account)) return folder

  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 16)
  const home = join(sharedHome, `data-${name}`)
  mkdirSync(home, { recursive: true })
  for (const path of [sharedHome, home]) chmodSync(path, 0o711)
  if (!existsSync(join(folder, 'elsewhere'))) symlinkSync(home, join(folder, 'elsewhere'))
  print(`PostgreSQL runs as ${account.name}, who cannot enter ${folder}: its data are kept in ${home}.`)
  return home
}
