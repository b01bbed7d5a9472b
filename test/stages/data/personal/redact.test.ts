import fc from 'fast-check';
import { detect } from '../../../../stages/data/personal/detect';
import type { PersonalError } from '../../../../stages/data/personal/personal-error';
import { keyedPseudonym } from '../../../../stages/data/personal/pseudonym';
import { redact } from '../../../../stages/data/personal/redact';

const KEY = new Uint8Array(32).fill(7);

function clean(text: string, key?: Uint8Array): string {
  return redact(text, detect(text), key && keyedPseudonym(key));
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as PersonalError).code;
  }
  return 'no error';
}

test('a placeholder names the kind and the rest of the text stays', () => {
  expect(clean('Mail a@example.org or call (212) 555-0187.')).toBe('Mail [EMAIL] or call [PHONE].');
});

test('one value has one pseudonym in every spelling, another value another, another key another', () => {
  const text = clean('A@Example.org a@example.org b@example.org', KEY);
  const [one, two, three] = [...text.matchAll(/\[EMAIL:([\w-]{14})\]/g)].map(([, name]) => name);
  expect(one).toBe(two);
  expect(three).not.toBe(one);
  expect(clean('a@example.org', new Uint8Array(32).fill(8))).not.toContain(one!);
  expect(clean('+1 (212) 555-0187', KEY)).toBe(clean('212-555-0187', KEY));
});

test('a pseudonym tells nothing of the kind or value without the key, and kinds do not share one', () => {
  const pseudonym = keyedPseudonym(KEY);
  expect(pseudonym('email', 'x')).not.toBe(pseudonym('handle', 'x'));
  expect(pseudonym('email', 'x')).toMatch(/^[\w-]{14}$/);
});

test('a short key and an unusable pseudonym are refused', () => {
  expect(codeOf(() => keyedPseudonym(new Uint8Array(31)))).toBe('PSEUDONYM_KEY_TOO_SHORT');
  expect(codeOf(() => redact('a@example.org', detect('a@example.org'), () => 'a]b'))).toBe('PSEUDONYM_UNUSABLE');
});

const PIECE = fc.constantFrom(
  'a@example.org',
  '(212) 555-0187',
  'password=hunter2!x',
  'Mary Smith',
  'Dear Bob,\n',
  '66.218.66.95',
  'http://u:p@example.org/x',
  '219-09-9999',
  '4111 1111 1111 1111',
  ' wrote:\n',
  'born 12 March 1980',
  '12 Long Road',
  'user: jdoe42',
  '<',
  '> ',
  '\n',
  ' ',
  'Regards,\n',
  '-- \n',
  'text',
);

test('a redacted text has nothing left to redact', () => {
  fc.assert(
    fc.property(fc.array(PIECE, { maxLength: 12 }), fc.boolean(), (pieces, keyed) => {
      const once = clean(pieces.join(' '), keyed ? KEY : undefined);
      expect(clean(once, keyed ? KEY : undefined)).toBe(once);
    }),
    { numRuns: 400, seed: 5 },
  );
});
