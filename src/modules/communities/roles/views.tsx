import type { Id } from '../../../platform/db.ts'
import type { Problems, Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Button } from '../../../ui/button.tsx'
import { Choices } from '../../../ui/choice.tsx'
import { Details } from '../../../ui/details.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { Entries, Entry } from '../../../ui/entry.tsx'
import { DateField, Field, Select } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { Day } from '../../../ui/time.tsx'
import type { Community } from '../reads.ts'
import { appointable, duties, dutyName, roleName } from './names.ts'
import type { HeldRole } from './reads.ts'

/** `form`: which form of the page it was; that of a plan goes by the key of its role. */
export type Tried = { form: string; problems: Problems; typed: Typed }

type Props = {
  community: Community
  roles: HeldRole[]
  mayKeep: boolean
  mayHandOver: boolean
  me: Id
  tried?: Tried
}

export function RolesPage({ community, roles, mayKeep, mayHandOver, me, tried }: Props) {
  const home = `/communities/${community.slug}`
  return (
    <Page
      title={t('Roles of {community}', { community: community.title })}
      lead={t('A role gives duties for a time, and no more to read than members read.')}
      crumbs={[{ label: community.title, href: home }]}
    >
      {roles.length === 0 && <Empty title={t('Nobody has a role here yet.')} />}
      <Entries label={t('Roles')}>
        {roles.map((role) => (
          <RoleEntry role={role} home={home} mayEnd={mayKeep || role.person_id === me} tried={tried} />
        ))}
      </Entries>
      {mayKeep && <AppointForm home={home} tried={tried?.form === 'appoint' ? tried : undefined} />}
      {mayHandOver && <StandInForm home={home} tried={tried?.form === 'stand-in' ? tried : undefined} />}
    </Page>
  )
}

type EntryProps = { role: HeldRole; home: string; mayEnd: boolean; tried?: Tried }

function RoleEntry({ role, home, mayEnd, tried }: EntryProps) {
  const path = `${home}/roles/${role.key}`
  return (
    <Entry
      title={role.name}
      level={2}
      href={`/people/${role.person_key}`}
      over={roleName(role.role)}
      end={mayEnd && <Ending role={role} path={path} />}
    >
      {role.stands_in_for && <p>{t('Stands in for {name}', { name: role.stands_in_for })}</p>}
      {role.ends_on && <Term ends_on={role.ends_on} />}
      {role.duties.length > 0 && (
        <ul>
          {role.duties.map((duty) => (
            <li>{dutyName(duty)}</li>
          ))}
        </ul>
      )}
      {role.role === 'convenor' && <Handover {...{ role, path, mayEnd, tried }} />}
    </Entry>
  )
}

function Ending({ role, path }: { role: HeldRole; path: string }) {
  return (
    <Form action={`${path}/removal`} class="plain" label={t('End the role of {name}', { name: role.name })}>
      <Button kind="quiet">{t('End this role')}</Button>
    </Form>
  )
}

function Term({ ends_on }: { ends_on: string }) {
  return (
    <p>
      {t('until')} <Day on={ends_on} short />
    </p>
  )
}

/** How the convenor's work goes over to the members: read by all, written by her and by those who keep the community. */
function Handover({ role, path, mayEnd, tried }: { role: HeldRole; path: string; mayEnd: boolean; tried?: Tried }) {
  const mine = tried?.form === role.key ? tried : undefined
  return (
    <>
      {role.handover && (
        <p class="own-words" dir="auto">
          {role.handover}
        </p>
      )}
      {mayEnd && (
        <Details summary={t('Plan for handing over to the members')} open={mine !== undefined}>
          <Form action={`${path}/handover`} problems={mine?.problems} values={mine?.typed}>
            <TextArea
              name="handover"
              label={t('Who takes over what, and how')}
              value={role.handover}
              rows={5}
              optional
            />
            <DateField name="handover_due" label={t('The plan stands by')} value={role.handover_due} optional />
            <Button kind="quiet">{t('Keep the plan')}</Button>
          </Form>
        </Details>
      )}
    </>
  )
}

function AppointForm({ home, tried }: { home: string; tried?: Tried }) {
  return (
    <Details summary={t('Name somebody for a role')} open={tried !== undefined}>
      <Form action={`${home}/roles`} id="appoint" problems={tried?.problems} values={tried?.typed}>
        <Field
          name="who"
          label={t('Name or mail address of a member')}
          hint={t('She is told by mail and can decline.')}
          autocomplete="off"
        />
        <Select
          name="role"
          label={t('Role')}
          options={appointable.map((role) => ({ value: role, label: roleName(role) }))}
        />
        <DateField name="ends_on" label={t('Last day of the term')} optional />
        <Choices
          name="duties"
          label={t('Duties')}
          options={duties.map((duty) => ({ value: duty, label: dutyName(duty) }))}
          many
          optional
        />
        <Button>{t('Give the role')}</Button>
      </Form>
    </Details>
  )
}

function StandInForm({ home, tried }: { home: string; tried?: Tried }) {
  return (
    <Details summary={t('Hand over while you are away')} open={tried !== undefined}>
      <Form action={`${home}/roles/stand-in`} id="stand-in" problems={tried?.problems} values={tried?.typed}>
        <Field
          name="stand_in"
          label={t('Name or mail address of a member')}
          hint={t('She coordinates beside you until that day, and sees at once what waits.')}
          autocomplete="off"
        />
        <DateField name="until" label={t('Until and with')} />
        <Button>{t('Hand over')}</Button>
      </Form>
    </Details>
  )
}
