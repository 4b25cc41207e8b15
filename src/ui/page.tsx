import { raw } from 'hono/html'
import type { Child, PropsWithChildren } from 'hono/jsx'
import { assetPath } from '../platform/assets.ts'
import { currentLanguage, direction, t } from '../platform/i18n.ts'
import { type Crumb, Crumbs } from './crumbs.tsx'
import { PageFooter } from './footer.tsx'
import { PageHeader } from './header.tsx'
import { Notice } from './notice.tsx'
import { currentShell } from './shell.ts'

export type PageProps = PropsWithChildren<{
  title: string
  /** The h1 where it should say more than the title of the window. */
  heading?: Child
  lead?: Child
  crumbs?: Crumb[]
  /** One quiet line under the title: who, when, which state. */
  meta?: Child
  /** Buttons beside the title. */
  actions?: Child
  /** What stands in the margin on a wide screen and below on a phone. */
  aside?: Child
  /** Who can read this page, in words. */
  audience?: string
  /** `text` is a column to read, and the only one with a margin; `wide` holds tables and two columns. */
  width?: 'text' | 'wide'
}>

export function Page(props: PageProps) {
  const { title, children, aside, audience } = props
  const width = aside ? 'text' : (props.width ?? 'text')
  return (
    <Document title={title} width={width}>
      <PageHeader />
      <main id="main" tabindex={-1} class={aside ? 'main with-aside' : 'main'}>
        <Opening {...props} />
        <div class="body">{children}</div>
        {aside && <aside class="margin">{aside}</aside>}
      </main>
      <PageFooter audience={audience} />
    </Document>
  )
}

function Document({ title, width, children }: PropsWithChildren<{ title: string; width: string }>) {
  const { network, accent = 'moss', theme, person } = currentShell()
  const language = currentLanguage()
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={language} dir={direction(language)} data-accent={accent} data-theme={theme} data-who={person?.key}>
        <head>
          <meta charset="utf-8" />
          <title>{title === network ? network : `${title} · ${network}`}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <link rel="stylesheet" href={assetPath('css')} />
          <script type="module" src={assetPath('js')} />
          <link rel="icon" type="image/svg+xml" href={assetPath('icons')} />
        </head>
        <body class={width}>
          <a class="skip" href="#main">
            {t('Skip to the content')}
          </a>
          {children}
        </body>
      </html>
    </>
  )
}

function Opening({ title, heading, lead, crumbs, meta, actions }: PageProps) {
  const { flash } = currentShell()
  return (
    <div class="opening">
      {flash && <Notice kind={flash.kind ?? 'success'}>{flash.sentence}</Notice>}
      {crumbs && <Crumbs crumbs={crumbs} />}
      <h1 tabindex={-1} dir="auto">
        {heading ?? title}
      </h1>
      {meta && <p class="meta">{meta}</p>}
      {lead && <p class="lead">{lead}</p>}
      {actions && <div class="actions">{actions}</div>}
    </div>
  )
}
