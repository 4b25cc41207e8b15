import { hiddenFields } from '../world.ts'

/** All that the form of the page would send as it stands. */
export function fieldsOf(page: string, action: string): Record<string, string> {
  const areas = [...page.matchAll(/<textarea[^>]* name="([^"]+)"[^>]*>\n?([^<]*)<\/textarea>/g)]
  const lines = [...page.matchAll(/<input class="input" type="text"[^>]* name="([^"]+)" value="([^"]*)"/g)]
  const chosen = [...page.matchAll(/<select class="input" name="([^"]+)">(.*?)<\/select>/gs)].map(
    ([, name = '', options = '']) => [name, / value="([^"]*)" selected/.exec(options)?.[1] ?? ''] as const,
  )
  const all = [...areas, ...lines].map(([, name = '', value = '']) => [name, decoded(value)] as const)
  return { ...hiddenFields(page, action), ...Object.fromEntries([...all, ...chosen]) }
}

const decoded = (value: string) => value.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
