import { parseArgs } from 'node:util'
import { FLAGS } from '../support/flags.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Of `--only`, the bench size takes pages, budgets pages; `--planted` is for budgets. */
    ...FLAGS,
    /** Posts, separated by commas: `--sizes 10000,100000`. */
    sizes: { type: 'string' },
    members: { type: 'string' },
    /** Prints only, and leaves docs/figures as it is. */
    dry: { type: 'boolean', default: false },
    /** budgets: lowers what is too generous and adds what is new, or writes all as they are now. */
    tighten: { type: 'boolean', default: false },
    anew: { type: 'boolean', default: false },
  },
})

const { short, planted, tighten, anew, only = '' } = values
const SHORT = { sizes: [1000, 10_000], members: 500 }

export const options = {
  ...{ names: positionals, short, planted, tighten, anew, only },
  sizes: values.sizes?.split(',').map(Number) ?? (short ? SHORT.sizes : undefined),
  members: values.members ? Number(values.members) : short ? SHORT.members : undefined,
  dry: values.dry || short || planted || only !== '',
  /** As they stand in the command that a page of figures names. */
  said: [...(values.sizes ? ['--sizes', values.sizes] : []), ...(values.members ? ['--members', values.members] : [])],
}
