import { t } from '../../../platform/i18n.ts'

/** For the administrators: every page on which they keep the network, in one place. */
export function Care() {
  const pages = [
    { label: t('Convening body'), href: '/network/convening-body' },
    { label: t('Regions and their areas'), href: '/network/regions' },
    { label: t('Moves between regions'), href: '/network/transfers' },
    { label: t('New postings from a file'), href: '/network/postings' },
    { label: t('Break-glass'), href: '/network/break-glass' },
    { label: t('Imported archives'), href: '/network/imports' },
    { label: t('The instance'), href: '/network/system' },
  ]
  return (
    <nav aria-labelledby="care">
      <h2 id="care">{t('Care of the network')}</h2>
      <ul>
        {pages.map(({ label, href }) => (
          <li>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
