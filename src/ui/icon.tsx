import { assetPath } from '../platform/assets.ts'

export type IconName =
  | 'mark'
  | 'search'
  | 'down'
  | 'next'
  | 'check'
  | 'warn'
  | 'info'
  | 'stop'
  | 'eye'
  | 'clip'
  | 'mail'
  | 'print'
  | 'list'
  | 'link'

/** Always beside words, so never spoken. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" aria-hidden="true" viewBox="0 0 24 24">
      <use href={`${assetPath('icons')}#${name}`} />
    </svg>
  )
}
