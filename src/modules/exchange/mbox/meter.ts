import type { Progress } from './import.ts'

const A_MOMENT = 200
const A_WHILE = 10_000
const WIDTH = 24

type Screen = { isTTY?: boolean; write: (text: string) => unknown }

/** How far an import is: one line that moves in a terminal, a line now and then elsewhere. */
export function meterFor(screen: Screen): Progress & { end: () => void } {
  const began = performance.now()
  const seen = { bytes: 0, all: 0, mails: 0, posts: 0, allPosts: 0 }
  let said = 0
  const say = () => {
    if (performance.now() - said < (screen.isTTY ? A_MOMENT : A_WHILE)) return
    said = performance.now()
    const line = lineOf(seen, (said - began) / 1000)
    screen.write(screen.isTTY ? `\r\x1b[K${bar(shareOf(seen))} ${line}` : `${line}\n`)
  }
  return {
    begin(bytes, continued) {
      seen.all = bytes
      if (continued) screen.write('This import was broken off before; it goes on where it stopped.\n')
    },
    bytes(count) {
      seen.bytes += count
      say()
    },
    mails(count) {
      seen.mails += count
      say()
    },
    posts(done, all) {
      seen.posts = done
      seen.allPosts = all
      say()
    },
    end: () => screen.isTTY && screen.write('\r\x1b[K'),
  }
}

type Seen = { bytes: number; all: number; mails: number; posts: number; allPosts: number }

function shareOf({ bytes, all, posts, allPosts }: Seen): number {
  if (allPosts > 0) return posts / allPosts
  return all > 0 ? Math.min(1, bytes / all) : 0
}

export function lineOf(seen: Seen, seconds: number): string {
  const per = Math.round(seen.mails / Math.max(seconds, 0.001))
  const share = shareOf(seen)
  const percent = `${Math.floor(share * 100)} %`
  if (seen.allPosts > 0) return `${percent} of ${seen.allPosts} posts put in`
  const left = share > 0.01 ? `, about ${duration((seconds / share) * (1 - share))} left` : ''
  return `${percent} of ${(seen.all / 1e6).toFixed(1)} MB read: ${seen.mails} messages, ${per} a second${left}`
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`
}

function bar(share: number): string {
  const full = Math.round(share * WIDTH)
  return `[${'='.repeat(full)}${' '.repeat(WIDTH - full)}]`
}
