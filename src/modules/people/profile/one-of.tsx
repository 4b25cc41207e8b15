import type { Id } from '../../../platform/db.ts'
import { t } from '../../../platform/i18n.ts'
import { Select } from '../../../ui/field.tsx'
import { asOption, type Listed } from './fields.ts'

type Props = { name: string; label: string; value: Id | null; list: Listed[] }

/** One of a list of the network's, or nothing said. */
export function OneOf({ name, label, value, list }: Props) {
  return <Select name={name} label={label} value={value} none={t('Not said')} options={list.map(asOption)} optional />
}
