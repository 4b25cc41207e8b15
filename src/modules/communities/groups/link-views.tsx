import type { Problems, Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Actions, Button } from '../../../ui/button.tsx'
import { Choices } from '../../../ui/choice.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { Entries, Entry } from '../../../ui/entry.tsx'
import { Hidden, Select } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { Day } from '../../../ui/time.tsx'
import type { Community } from '../reads.ts'
import type { Linked } from './links.ts'

export function linkInWords({ kind, is_from }: Pick<Linked, 'kind' | 'is_from'>): string {
  if (kind === 'sister') return t('Sister community')
  return is_from ? t('This community is a part of it') : t('A part of this community')
}

type Props = {
  community: Community
  others: Community[]
  links: Linked[]
  tried?: { problems: Problems; typed: Typed }
}

export function LinksPage({ community, others, links, tried }: Props) {
  const home = `/communities/${community.slug}`
  return (
    <Page
      title={t('Links to other communities')}
      lead={t('Both pages show a link, and those who look after either community can end it.')}
      crumbs={[{ label: community.title, href: home }]}
    >
      {links.length === 0 && <Empty title={t('No links yet.')} />}
      <Entries label={t('Links to other communities')}>
        {links.map((link) => (
          <Entry title={link.title} href={`/communities/${link.slug}`} over={linkInWords(link)}>
            <Ending path={`${home}/links`} link={link} />
          </Entry>
        ))}
      </Entries>
      <NewLink path={`${home}/links`} others={others} tried={tried} />
    </Page>
  )
}

function Ending({ path, link: { slug, kind, title } }: { path: string; link: Linked }) {
  return (
    <Form
      action={path}
      id={`unlink-${slug}-${kind}`}
      class="plain"
      label={t('End the link with {community}', { community: title })}
    >
      <Hidden name="to" value={slug} />
      <Hidden name="kind" value={kind} />
      <Button name="do" value="unlink" kind="quiet">
        {t('End this link')}
      </Button>
    </Form>
  )
}

function NewLink({ path, others, tried }: { path: string } & Pick<Props, 'others' | 'tried'>) {
  return (
    <Form action={path} id="link" problems={tried?.problems} values={tried?.typed}>
      <h2>{t('A new link')}</h2>
      <Select
        name="to"
        label={t('Community')}
        none={t('Choose')}
        options={others.map(({ slug, title }) => ({ value: slug, label: title }))}
      />
      <Choices
        name="kind"
        value="sister"
        label={t('How they belong together')}
        options={[
          { value: 'sister', label: t('Sisters: they work on the same from different sides') },
          { value: 'part_of', label: t('This community is a part of the other') },
        ]}
      />
      <Button>{t('Link them')}</Button>
    </Form>
  )
}

/** Whether a group with an end goes on. */
export function ReviewPage({ community, problems }: { community: Community; problems?: Problems }) {
  const home = `/communities/${community.slug}`
  return (
    <Page
      title={t('Is {community} still needed?', { community: community.title })}
      meta={community.ends_on && <Day on={community.ends_on} relative />}
      crumbs={[{ label: community.title, href: home }]}
    >
      <p>{t('Closed, it takes in nobody any more; what was written stays readable for its members.')}</p>
      <Form action={`${home}/review`} problems={problems}>
        <Actions>
          <Button name="answer" value="yes">
            {t('Yes, for 60 more days')}
          </Button>
          <Button name="answer" value="no" kind="quiet">
            {t('No, close it')}
          </Button>
        </Actions>
      </Form>
    </Page>
  )
}
