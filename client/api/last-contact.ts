let contactAt = 0;

/** Remembers that the server answered a call of this launch just now; `at` in milliseconds since 1970. */
export function noteContact(at: number): void {
  contactAt = at;
}

/** When the server last answered; 0 before the first answer. */
export function lastContact(): number {
  return contactAt;
}
