import { t } from '../../platform/i18n.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Page } from '../../ui/page.tsx'
import type { Holds } from './template-routes.tsx'

/** What the template holds, what it does not, and how a partner begins with it. */
export function TemplatePage({ file, holds }: { file: string; holds: Holds }) {
  return (
    <Page
      title={t('A template for a partner')}
      lead={t('A partner begins a network of its own on the model of this one, as it stands today, with nobody in it.')}
      crumbs={[{ label: t('The network'), href: '/network' }]}
    >
      <p>
        <ButtonLink href="/network/template.yaml" download>
          {t('Download the template')}
        </ButtonLink>
      </p>
      <section>
        <h2>{t('What it holds')}</h2>
        <Facts facts={factsOf(holds)} />
        <p>
          {t(
            'Also the convening body, the charters and norms, how each community is joined, roles, topics, the words for services and sectors, and what happens how often.',
          )}
        </p>
        <p>
          {t('It holds no person and no address, nothing that anybody wrote in a conversation, and no file.')}{' '}
          {t('Groups that come and go are left out.')}
        </p>
      </section>
      <Beginning file={file} />
    </Page>
  )
}

function factsOf({ communities, areas, holidays, institutions }: Holds) {
  return [
    { label: t('Communities'), value: communities },
    { label: t('Areas'), value: areas },
    { label: t('Holidays'), value: holidays },
    institutions > 0 && { label: t('Institutions'), value: institutions },
  ]
}

function Beginning({ file }: { file: string }) {
  return (
    <section>
      <h2>{t('How the partner begins')}</h2>
      <div class="prose">
        <ol>
          <li>
            {t(
              'Change in the file what is the partner’s own: the name of the network, the convening body, the places.',
            )}{' '}
            {t('It is plain text, and any editor opens it.')}
          </li>
          <li>
            {t('On a machine with Copse and an empty data folder:')} <code>npm start -- --blueprint {file}</code>
          </li>
          <li>
            {t(
              'Open the link that is printed there. It works once: whoever opens it first becomes the administrator and invites the others.',
            )}
          </li>
        </ol>
      </div>
    </section>
  )
}
