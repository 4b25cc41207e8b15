/** An address as a link may have it: of the web, of mail or telephone, or a path of ours; of anything else there are only its words. */
export function outward(address: string | null | undefined): string | undefined {
  const text = address?.trim() ?? ''
  const leads = /^(https?:\/\/|mailto:|tel:)\S/i.test(text) && URL.canParse(text)
  return leads || /^\/(?![/\\])/.test(text) ? text : undefined
}

/** What a reader sees of it: the host, or the words as they stand where it is no address. */
export function hostOf(address: string): string {
  return outward(address)?.startsWith('http') ? new URL(address.trim()).host : address
}
