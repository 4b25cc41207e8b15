import * as forms from '../leaks/forms.ts'
import * as routes from '../leaks/routes.ts'

type Asked = Parameters<typeof routes.addressesOf>

/** The addresses of a route; of one that the leak harness cannot ask yet, which fails there, a forged one. */
export function addressesOf(...asked: Asked): string[] {
  return orElse(
    () => routes.addressesOf(...asked),
    () => [asked[0].replace(':community', 'north').replace(/:(\w+)(\{[^}]*\})?\??/g, routes.FORGED)],
  )
}

/** The fields of a form, or none that are known. */
export function fieldsOf(path: string): Record<string, string> {
  return orElse(
    () => forms.fieldsOf(path),
    () => ({}),
  )
}

function orElse<T>(work: () => T, instead: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof routes.NoRecipe) return instead()
    throw error
  }
}
