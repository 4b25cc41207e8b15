import { t } from '../../../platform/i18n.ts'

/** Names as their makers write them, so they are not translated; the first that fits is meant. */
const browsers: [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|HeadlessChrome|Chromium)\//, 'Chrome'],
  [/\bVersion\/.*\bSafari\//, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bCrOS\b/, 'Chromebook'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac(intosh| OS X)\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
]

/** “Firefox on Windows”: what a person knows of the thing she sat at. */
export function deviceInWords(user_agent: string | null): string {
  const browser = nameIn(browsers, user_agent)
  const system = nameIn(systems, user_agent)
  if (browser && system) return t('{browser} on {system}', { browser, system })
  return browser ?? system ?? t('A browser we do not know')
}

function nameIn(names: [RegExp, string][], user_agent: string | null): string | undefined {
  return names.find(([fits]) => fits.test(user_agent ?? ''))?.[1]
}
