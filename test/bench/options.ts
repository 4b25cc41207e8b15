import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Posts, separated by commas: `--sizes 10000,100000`. */
    sizes: { type: 'string' },
    members: { type: 'string' },
    /** Only the pages whose names hold these words, of the bench size: `--only people`. Prints only. */
    only: { type: 'string', default: '' },
    /** Prints only, and leaves docs/figures as it is. */
    dry: { type: 'boolean', default: false },
  },
})

export const options = {
  names: positionals,
  sizes: values.sizes?.split(',').map(Number),
  members: values.members ? Number(values.members) : undefined,
  only: values.only,
  dry: values.dry || values.only !== '',
  /** As they stand in the command that a page of figures names. */
  said: [...(values.sizes ? ['--sizes', values.sizes] : []), ...(values.members ? ['--members', values.members] : [])],
}
