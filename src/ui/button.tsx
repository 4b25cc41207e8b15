import type { PropsWithChildren } from 'hono/jsx'

export type ButtonProps = PropsWithChildren<{
  kind?: 'primary' | 'quiet' | 'danger' | 'text'
  name?: string
  value?: string | number
  /** Sends the form of this id, when the button stands outside it. */
  form?: string
  /** Another address than the form's, for a second way out of the same form. */
  action?: string
  /** Opens the answer in a new window, as a preview does. */
  apart?: boolean
  /** The key that presses this button while its `data-item` has the focus. */
  shortcut?: string
  /** Said instead of the words on it, which must be part of it. */
  label?: string
  disabled?: boolean
}>

export function Button({ kind = 'primary', children, ...props }: ButtonProps) {
  return (
    <button
      type="submit"
      class={`button ${kind}`}
      name={props.name}
      value={props.value}
      form={props.form}
      formaction={props.action}
      formtarget={props.apart ? '_blank' : undefined}
      data-key={props.shortcut}
      aria-label={props.label}
      disabled={props.disabled}
    >
      {children}
    </button>
  )
}

export type ButtonLinkProps = PropsWithChildren<{ href: string; kind?: 'primary' | 'quiet'; download?: boolean }>

/** A link that looks like a button: it leads somewhere and changes nothing. */
export function ButtonLink({ href, kind = 'quiet', download, children }: ButtonLinkProps) {
  return (
    <a class={`button ${kind}`} href={href} download={download}>
      {children}
    </a>
  )
}

/** Buttons in one row, the main one first. */
export function Actions({ children }: PropsWithChildren) {
  return <div class="actions">{children}</div>
}
