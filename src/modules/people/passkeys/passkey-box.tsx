import type { PropsWithChildren } from 'hono/jsx'
import { t } from '../../../platform/i18n.ts'
import { Hidden } from '../../../ui/field.tsx'

type Props = PropsWithChildren<{
  /** What the device shall sign is asked for here. */
  challenge: string
  /** Said where the browser has no script or knows no passkeys. */
  without?: string
  /** The browser may offer her keys by itself, in the field for the address. */
  offered?: boolean
}>

/** Inside a form: its button asks the device, and the form goes its way with what the device has said. */
export function PasskeyBox({ challenge, without, offered, children }: Props) {
  return (
    <copse-passkey
      src={challenge}
      offered={offered}
      data-failed={t('Your device gave no passkey. Nothing was changed.')}
    >
      {without && <p class="soft">{without}</p>}
      <div class="passkey" hidden>
        <Hidden name="answer" value="" />
        {children}
      </div>
    </copse-passkey>
  )
}
