import { BlockList, isIPv6 } from 'node:net'
import { config } from '../../config.ts'

const near = new BlockList()
near.addSubnet('127.0.0.0', 8)
near.addSubnet('10.0.0.0', 8)
near.addSubnet('172.16.0.0', 12)
near.addSubnet('192.168.0.0', 16)
near.addAddress('::1', 'ipv6')
near.addSubnet('fc00::', 7, 'ipv6')

/** From this machine or its own network: there a name server that does not answer is no stranger's doing. */
export function isNear(ip: string): boolean {
  return near.check(ip, isIPv6(ip) ? 'ipv6' : 'ipv4')
}

/** Our own server, wherever it stands: it is not limited, and what it says of a mail is believed. */
export function isOurs(ip: string): boolean {
  return isNear(ip) || config().TRUSTED_PROXIES.includes(ip)
}
