import { brief, scored, told, type FoundScore } from './found-score';
import { kernels } from './kernels-bundle';
import { declaration, mails, speeches } from './texts';

const LANGUAGES = [
  'fra',
  'deu_1996',
  'spa',
  'por_PT',
  'ita',
  'swe',
  'pol',
  'ces',
  'tur',
  'ell_monotonic',
  'rus',
  'jpn',
];
const cp1252 = new TextDecoder('windows-1252');

const WAYS: Readonly<Record<string, (text: string) => string>> = {
  'latin-1': (text) => Buffer.from(text, 'utf8').toString('latin1'),
  'windows-1252': (text) => cp1252.decode(Buffer.from(text, 'utf8')),
  'twice latin-1': (text) => Buffer.from(Buffer.from(text, 'utf8').toString('latin1'), 'utf8').toString('latin1'),
};

/** Mojibake: paragraphs in twelve languages read in the wrong encoding. Found is repaired to the very text; flagged is anything that repair counts as mojibake. */
export async function measure(): Promise<object> {
  const { repair } = kernels;
  const paragraphs = LANGUAGES.flatMap(declaration).filter((text) => /[^\x00-\x7f]/.test(text));
  const clean = [...paragraphs, ...mails().map(({ text }) => text), ...speeches()];
  const touched = clean.map((text) => ({ planted: false, flagged: repair(text).counts.mojibake > 0 }));
  const scores: Record<string, FoundScore> = {};
  for (const [way, spoil] of Object.entries(WAYS)) {
    const items = paragraphs.map((text) => ({
      planted: true,
      flagged: repair(spoil(text)).text === repair(text).text,
    }));
    scores[way] = scored([...items, ...touched]);
  }
  const false_ = touched.filter(({ flagged }) => flagged).length;
  told(
    `Mojibake, ${paragraphs.length} paragraphs, beside ${clean.length} texts as they came (of which ${false_} are repaired: mails have real mojibake)`,
    scores,
  );
  return brief(scores);
}
