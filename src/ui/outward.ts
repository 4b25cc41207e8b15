/** An address as a link may have it: of the web, or a path of ours; of anything else there is no link, only its words. */
export function outward(address: string | null | undefined): string | undefined {
  const text = address?.trim() ?? ''
  return /^\/(?![/\\])/.test(text) || (/^https?:\/\//i.test(text) && URL.canParse(text)) ? text : undefined
}

/** What a reader sees of it: the host, or the words as they stand where it is no address. */
export function hostOf(address: string): string {
  return outward(address)?.startsWith('http') ? new URL(address.trim()).host : address
}
