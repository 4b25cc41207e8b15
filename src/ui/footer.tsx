import { t } from '../platform/i18n.ts'
import { Icon } from './icon.tsx'
import { KeysHelp } from './keys.tsx'
import { currentShell } from './shell.ts'

export function PageFooter({ audience }: { audience?: string }) {
  const { network, footer = [] } = currentShell()
  return (
    <footer class="colophon">
      <div class="colophon-inner">
        {audience && (
          <p class="colophon-audience">
            <Icon name="eye" /> {audience}
          </p>
        )}
        <p>{network}</p>
        {footer.length > 0 && (
          <ul>
            {footer.map((link) => (
              <li>
                <a href={link.href}>{link.label}</a>
              </li>
            ))}
          </ul>
        )}
        <button type="button" class="keys-button" popovertarget="keys">
          {t('Keys')}
        </button>
      </div>
      <Status />
      <KeysHelp />
    </footer>
  )
}

/** Where the script says what happens to a form; its words come from here, in the reader's language. */
function Status() {
  return (
    <p
      id="status"
      role="status"
      class="status"
      data-sending={t('Sending …')}
      data-unsent={t('Not sent. Your words are kept here; try again.')}
      data-kept={t('These are your words from before; they were not sent.')}
    />
  )
}
