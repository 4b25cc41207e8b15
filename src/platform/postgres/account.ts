import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'

export type Account = { name: string; uid: number; gid: number }

/** PostgreSQL refuses to run as root: then it runs as the owner of its data or as nobody, otherwise as the one who starts Copse. */
export function findAccount(cluster: string | undefined): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const accounts = listAccounts()
  const owner = cluster && statSync(cluster).uid
  const account = owner
    ? accounts.find(({ uid }) => uid === owner)
    : (accounts.find(({ name }) => name === 'nobody') ?? accounts.find(({ name }) => name === 'daemon'))
  if (account) return account
  throw new Error(
    'PostgreSQL does not run as root, and no other account was found for it: start Copse as another user.',
  )
}

/** Asked of the system itself, as the account, since modes, lists and mounts all have a say. */
export function canEnter(folder: string, { uid, gid }: Account): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$0"', folder], { uid, gid, cwd: '/' }).status === 0
}

function listAccounts(): Account[] {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  return (
    lines
      .filter((line) => /^[^#:]+:[^:]*:-?\d+:-?\d+:/.test(line))
      .map((line) => line.split(':'))
      // Some systems write -2 for the last but one number of 32 bits.
      .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }))
  )
}
