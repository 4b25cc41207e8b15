/** What a letter that did not go tells: ask later, never again, or that no letter can go just now. */
type Failure =
  | { kind: 'again' }
  | { kind: 'unreachable' }
  | { kind: 'failed'; bounce?: { hard: boolean; status?: string } }

type SmtpError = Error & { code?: string; command?: string; responseCode?: number; response?: string; syscall?: string }

/** Only what the server says for good about this letter or its recipient is for good; all else is tried again. */
export function failureOf(given: unknown): Failure {
  const error = given as SmtpError
  if (isUnreachable(error)) return { kind: 'unreachable' }
  const { code, command = '', responseCode = 0 } = error
  if (code === 'EENVELOPE' && command === 'API') return { kind: 'failed', bounce: { hard: true } }
  if (code === 'EMESSAGE' && !responseCode) return { kind: 'failed' }
  if (!isForGood(responseCode)) return { kind: 'again' }
  if (command === 'RCPT TO') return { kind: 'failed', bounce: bounceOf(error) }
  return command === 'DATA' ? { kind: 'failed', bounce: { ...bounceOf(error), hard: false } } : { kind: 'again' }
}

/** Short, and without what people wrote: servers like to quote addresses. */
export function describe(given: unknown): string {
  const { code, responseCode, response, message } = given as SmtpError
  const status = statusOf(response)
  return [code, responseCode, status].filter(Boolean).join(' ') || message.slice(0, 200)
}

const OUR_OWN = ['EDNS', 'EAUTH', 'ENOAUTH', 'EOAUTH2', 'ETLS', 'EREQUIRETLS', 'EPROXY', 'ECONFIG']

/** The server is not there, or does not let us in: no letter is to blame for it. */
function isUnreachable({ code = '', command = '', responseCode, syscall, message }: SmtpError): boolean {
  if (OUR_OWN.includes(code) || syscall === 'connect') return true
  if (/^(Connection timeout|Greeting never received|Connection pool was closed)/.test(message)) return true
  return responseCode !== undefined && /^(CONN|EHLO|HELO|LHLO|STARTTLS|AUTH.*)$/.test(command)
}

/** 503 says that the session was confused, not that the letter is bad. */
function isForGood(responseCode: number): boolean {
  return responseCode >= 500 && responseCode < 600 && responseCode !== 503 && responseCode !== 530
}

/** Hard: there is no such address. A full mailbox or a policy is not. */
function bounceOf({ response, responseCode = 0 }: SmtpError): { hard: boolean; status?: string } {
  const status = statusOf(response)
  return status ? { hard: /^5\.(1\.\d+|2\.1)$/.test(status), status } : { hard: [550, 551, 553].includes(responseCode) }
}

function statusOf(response = ''): string | undefined {
  return /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(response)?.[0]
}
