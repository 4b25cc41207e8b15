import type { Problems, Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Actions, Button } from '../../../ui/button.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { Entries, Entry } from '../../../ui/entry.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { Time } from '../../../ui/time.tsx'
import type { Community } from '../reads.ts'
import type { listNewcomers } from './newcomers.ts'

type Newcomers = Awaited<ReturnType<typeof listNewcomers>>
type Tried = { key: string; problems: Problems; typed: Typed }
type Props = { community: Community; newcomers: Newcomers; tried?: Tried }

/** Each with one line to write; a word from a person is what brings somebody back. */
export function NewcomersPage({ community, newcomers, tried }: Props) {
  const home = `/communities/${community.slug}`
  return (
    <Page
      title={t('Newcomers to greet')}
      lead={t('Your line goes to each by mail, in your name.')}
      crumbs={[{ label: community.title, href: home }]}
    >
      {newcomers.length === 0 && <Empty title={t('Everybody has been greeted.')} />}
      <Entries label={t('Newcomers to greet')}>
        {newcomers.map((one) => (
          <Entry
            title={one.name}
            level={2}
            href={`/people/${one.key}`}
            meta={[one.organisation, one.area].filter(Boolean).join(', ')}
            end={one.since && <Time at={one.since} show="short" />}
          >
            <Greeting
              path={`${home}/newcomers/${one.key}`}
              name={one.name}
              tried={tried?.key === one.key ? tried : undefined}
            />
          </Entry>
        ))}
      </Entries>
    </Page>
  )
}

function Greeting({ path, name, tried }: { path: string; name: string; tried?: Tried }) {
  return (
    <Form action={path} label={t('Greet {name}', { name })} problems={tried?.problems} values={tried?.typed}>
      <TextArea
        name="line"
        label={t('Your line')}
        rows={2}
        value={t('Welcome, {name}. Write to me if I can introduce you to somebody.', { name })}
      />
      <Actions>
        <Button name="how" value="mail">
          {t('Send it')}
        </Button>
        <Button name="how" value="elsewhere" kind="quiet">
          {t('I have greeted them already')}
        </Button>
      </Actions>
    </Form>
  )
}
