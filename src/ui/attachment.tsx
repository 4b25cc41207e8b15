import { currentLocale } from '../platform/i18n.ts'
import { Icon } from './icon.tsx'

export type AttachmentProps = { name: string; href: string; bytes: number; kind?: string }

/** The size is said before the loading, for those who pay for it. */
export function Attachment({ name, href, bytes, kind }: AttachmentProps) {
  return (
    <a class="attachment" href={href} download>
      <Icon name="clip" />
      <span class="attachment-name">{name}</span>
      <span class="soft small">{[kind, sizeInWords(bytes)].filter(Boolean).join(', ')}</span>
    </a>
  )
}

export function Attachments({ files }: { files: AttachmentProps[] }) {
  if (files.length === 0) return null
  return (
    <ul class="attachments">
      {files.map((file) => (
        <li>
          <Attachment {...file} />
        </li>
      ))}
    </ul>
  )
}

export function sizeInWords(bytes: number): string {
  const [unit, size] = bytes < 1_000_000 ? ['kilobyte', bytes / 1000] : ['megabyte', bytes / 1_000_000]
  const shape = { style: 'unit', unit, maximumFractionDigits: bytes < 1_000_000 ? 0 : 1 } as const
  return new Intl.NumberFormat(currentLocale(), shape).format(Math.max(size as number, 1))
}
