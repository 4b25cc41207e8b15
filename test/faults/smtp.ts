import { connect } from 'node:net'
import { chance } from '../support/harness-options.ts'

export type Mail = { from: string; to: string; raw: string }
export type Answer = { code: number } | 'lost'

/** Hands over one mail, and says what was answered; told to, it hangs up before it hears the last answer. */
export function deliver(
  port: number,
  { from, to, raw }: Mail,
  { hangUp = false, patienceMs = 10_000 } = {},
): Promise<Answer> {
  const lines = ['EHLO writers.test', `MAIL FROM:<${from}>`, `RCPT TO:<${to}>`, 'DATA', `${raw}\r\n.`]
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.setTimeout(patienceMs, () => socket.destroy())
    socket.on('error', () => {})
    socket.on('close', () => resolve('lost'))
    let step = 0
    let heard = ''
    socket.on('data', (chunk) => {
      heard += chunk
      const code = Number(/(?:^|\n)(\d{3}) [^\n]*\n$/.exec(heard)?.[1] ?? 0)
      if (!code) return
      heard = ''
      if (code >= 400 || step === lines.length) {
        resolve({ code })
        return socket.end('QUIT\r\n')
      }
      const isLast = step === lines.length - 1
      socket.write(`${lines[step++]}\r\n`, () => {
        if (isLast && hangUp) setTimeout(() => socket.destroy(), chance() * 60)
      })
    })
  })
}

export function compose(from: string, to: string, marker: string, subject: string, text: string): Mail {
  const head = [
    `From: <${from}>`,
    `To: <${to}>`,
    `Message-ID: <${marker}@writers.test>`,
    `Subject: ${subject}`,
    'MIME-Version: 1.0',
  ]
  const raw = [...head, `Date: ${new Date().toUTCString()}`, 'Content-Type: text/plain; charset=utf-8', '', text].join(
    '\r\n',
  )
  return { from, to, raw }
}
