/** Only a path of our own; anything else could lead a person elsewhere after signing in. */
export function localPath(next: string | undefined): string | null {
  return next && /^\/(?![/\\])[\x21-\x7e]*$/.test(next) ? next : null
}
