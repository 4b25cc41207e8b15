import { t } from '../platform/i18n.ts'

/** Opened by the button or by `?`; neither opening nor closing needs a script, the keys themselves do. */
export function KeysHelp() {
  return (
    <div id="keys" class="keys" popover="auto" role="dialog" aria-label={t('Keys')}>
      <dl>
        <Key keys={['/']} does={t('Search')} />
        <Key keys={['j', 'k']} does={t('Next, previous')} />
        <Key keys={['r']} does={t('Write a reply')} />
        <Key keys={['1', 'e']} does={t('The button with this key')} />
        <Key keys={['g', 't']} does={t('Go to Today')} />
        <Key keys={['g', 'c']} does={t('Go to the community')} />
        <Key keys={['?']} does={t('Show these keys')} />
      </dl>
      <p class="choice">
        <input type="checkbox" id="keys-on" data-keys checked />
        <label for="keys-on">{t('Use keys of one character')}</label>
      </p>
      <button type="button" class="button quiet" popovertarget="keys" popovertargetaction="hide">
        {t('Close')}
      </button>
    </div>
  )
}

function Key({ keys, does }: { keys: string[]; does: string }) {
  return (
    <div>
      <dt>
        {keys.map((key) => (
          <kbd>{key}</kbd>
        ))}
      </dt>
      <dd>{does}</dd>
    </div>
  )
}
