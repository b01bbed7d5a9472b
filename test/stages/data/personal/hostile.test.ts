import { detect } from '../../../../stages/data/personal/detect';

const SIZE = 60_000;

function repeated(piece: string, size = SIZE): string {
  return piece.repeat(Math.ceil(size / piece.length));
}

const PIECES = [
  'a',
  'A',
  '1',
  '1 ',
  '1-',
  '(1',
  '@',
  'a@',
  'a@a.',
  '.a',
  ':',
  'a:',
  '::',
  '1:',
  '-',
  '-- \n',
  '-----BEGIN RSA PRIVATE KEY-----',
  '[',
  '[EMAIL',
  'http://',
  'http://a:',
  '://@',
  'password=',
  'password="',
  'eyJ',
  'eyJhbGciOi.',
  'John ',
  'J. ',
  'Mr. A ',
  'Dear A',
  'wrote:',
  'A wrote: ',
  '1 A ',
  '1 Street ',
  'rue de la ',
  'Box 1 ',
  'born 1/1/',
  'passport no ',
  'GB82 ',
  'AB12 ',
  'A a at ',
  'a(at)a(dot)',
  'Regards,\n',
  '\u00e4\u00c4',
  '\ud83d\ude00',
  '\ud800',
];

// Each rule looks a bounded way around its trigger. One that did not would need minutes for these lengths, and hours for the last.
test.each(PIECES)('sixty thousand units of %j are read to their end', (piece) => {
  const text = repeated(piece);
  for (const { start, end } of detect(text)) expect(end > start && end <= text.length).toBe(true);
});

test('a megabyte of all of them, each in a long run, is read to its end', () => {
  const text = PIECES.map((piece) => repeated(piece, 1_000_000 / PIECES.length)).join('') + ' a@example.org';
  expect(text.length).toBeGreaterThan(1_000_000);
  expect(detect(text).at(-1)).toMatchObject({ kind: 'email', end: text.length });
});
