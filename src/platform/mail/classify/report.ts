import { parseAddress } from '../address.ts'
import { messageIds, readHeaders } from '../read/headers.ts'
import type { Attachment, IncomingMail } from '../read.ts'

/** The machine-readable part of a report about one of our mails: RFC 3464 (delivery) or RFC 5965 (complaint). */
export type Report = {
  kind: 'delivery' | 'complaint' | 'receipt'
  action?: string
  status?: string
  recipient?: string
  /** What the far side said. */
  diagnostic: string
}

const LONGEST = 64 * 1024

export function readReport(mail: IncomingMail): Report | undefined {
  const complaint = part(mail, /^message\/feedback-report$/)
  if (complaint) return { ...recipientOf(fieldsOf(complaint)), kind: 'complaint', diagnostic: '' }
  if (part(mail, /^message\/(?:global-)?disposition-notification$/)) return { kind: 'receipt', diagnostic: '' }

  const delivery = part(mail, /^message\/(?:global-)?delivery-status$/)
  return delivery && deliveryOf(delivery)
}

/** The id of the mail the report is about: from the mail, or its header, that comes with it. */
export function originalMessageId(mail: IncomingMail): string | undefined {
  const returned = part(mail, /^(?:message\/(?:rfc822|global)|text\/rfc822-headers?)$/)
  const header = returned ? readable(returned.content) : mail.text.slice(0, LONGEST)
  return messageIds(/^[ \t>]{0,20}message-id:[ \t]*([^\n]{0,600})/im.exec(header)?.[1])[0]
}

function deliveryOf(attachment: Attachment): Report {
  const groups = readable(attachment.content).split(/\r?\n[ \t]*\r?\n/)
  const recipients = groups.map((group) => readHeaders(Buffer.from(`${group.trim()}\n\n`))).filter(isRecipient)
  const worst = recipients.find((fields) => /^failed/i.test(fields.get('action') ?? '')) ?? recipients[0]
  const fields = worst ?? fieldsOf(attachment)
  return {
    kind: 'delivery',
    ...actionOf(fields),
    ...statusOf(fields),
    ...recipientOf(fields),
    diagnostic: fields.get('diagnostic-code') ?? '',
  }
}

function isRecipient(fields: Map<string, string>): boolean {
  return (
    fields.has('final-recipient') || fields.has('original-recipient') || fields.has('action') || fields.has('status')
  )
}

function actionOf(fields: Map<string, string>): { action?: string } {
  const action = /^[a-z]+/i.exec(fields.get('action') ?? '')?.[0]
  return action ? { action: action.toLowerCase() } : {}
}

function statusOf(fields: Map<string, string>): { status?: string } {
  const status = /[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0]
  return status ? { status } : {}
}

function recipientOf(fields: Map<string, string>): { recipient?: string } {
  for (const name of [
    'final-recipient',
    'original-recipient',
    'original-rcpt-to',
    'x-actual-recipient',
    'removal-recipient',
  ]) {
    const address = addressIn(fields.get(name) ?? '')
    if (address) return { recipient: address }
  }
  return {}
}

/** `rfc822; ana@example.org`, with or without brackets and type. */
export function addressIn(value: string): string | undefined {
  const found = /[^\s<>;,:"'()]{1,64}@[^\s<>;,:"'()]{1,255}/.exec(value.slice(0, 1000))?.[0]
  return (found && parseAddress(found.replace(/[.]+$/, ''))) || undefined
}

function fieldsOf(attachment: Attachment): Map<string, string> {
  const fields = readable(attachment.content).replace(/\r?\n[ \t]*(?=\r?\n)/g, '')
  return readHeaders(Buffer.from(`${fields.trim()}\n\n`))
}

function part({ attachments }: IncomingMail, type: RegExp): Attachment | undefined {
  return attachments.find((attachment) => type.test(attachment.type))
}

function readable(content: Buffer): string {
  return content.subarray(0, LONGEST).toString('utf8')
}
