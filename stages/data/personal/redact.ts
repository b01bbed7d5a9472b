import type { Found } from './kinds';
import { normalise } from './normalise';
import { PersonalError } from './personal-error';
import { placeholder } from './placeholder';
import type { Pseudonym } from './pseudonym';

const USABLE = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * `text` with each span of `found` replaced by its kind's placeholder: `[EMAIL]`, or `[EMAIL:PSEUDONYM]` where `pseudonym` is
 * given. `found` is what `detect` says of the same text: in order and without overlaps.
 */
export function redact(text: string, found: readonly Found[], pseudonym?: Pseudonym): string {
  let redacted = '';
  let at = 0;
  for (const { kind, start, end } of found) {
    const name = pseudonym?.(kind, normalise(kind, text.slice(start, end)));
    if (name !== undefined && !USABLE.test(name)) {
      throw new PersonalError(
        'PSEUDONYM_UNUSABLE',
        `A pseudonym has 1 to 64 letters, digits, - or _, got one of ${name.length} characters for a ${kind}`,
      );
    }
    redacted += text.slice(at, start) + placeholder(kind, name);
    at = end;
  }
  return redacted + text.slice(at);
}
