/** A long thread is read in pages; numbers have no gaps, so a post stays on its page for ever. */
export const PER_PAGE = 50

export type PageOf = { page: number; pages: number; from: number; to?: number }

/** What stands on this page. The last one is open at its end, for what its writer alone sees so far. */
export function pageOf(shown_up_to: number, wished: number): PageOf {
  const pages = Math.max(1, Math.ceil(shown_up_to / PER_PAGE))
  const page = Math.min(Math.max(1, wished), pages)
  const from = (page - 1) * PER_PAGE + 1
  return page < pages ? { page, pages, from, to: page * PER_PAGE } : { page, pages, from }
}
