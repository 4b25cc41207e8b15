/** The browser's part: everything works without it, and nothing is kept in it but unsent words. */
import './elements.ts'
import './forms.ts'
import './keys.ts'
import './order.ts'
import './passkeys.ts'
import './suggestions.ts'
