import { languageIdentifier } from '../../stages/data/clean/language/identify';
import { brief, scored, told, type FoundScore } from './found-score';
import { declaration, mails, speeches } from './texts';

const OTHERS = [
  'fra',
  'deu_1996',
  'spa',
  'por_PT',
  'ita',
  'nld',
  'swe',
  'pol',
  'tur',
  'rus',
  'ukr',
  'ell_monotonic',
  'jpn',
  'kor',
  'arb',
  'heb',
  'hin',
  'tha',
  'vie',
  'fin',
];

/**
 * Language: paragraphs of the Declaration of Human Rights in twenty languages among English ones; a text is flagged that is not kept as English. The
 * identifier's thresholds were chosen on the declarations, and not on speeches and mails. A mail that is not English by nature counts as a false alarm.
 */
export async function measure(): Promise<object> {
  const identify = await languageIdentifier();
  const flagged = (text: string): boolean => identify(text).language !== 'en';
  const others = OTHERS.flatMap(declaration).map((text) => ({ planted: true, flagged: flagged(text) }));
  const english: Readonly<Record<string, readonly string[]>> = {
    speeches: speeches().slice(0, 2000),
    declaration: declaration('eng'),
    'ham mails': mails()
      .filter(({ label }) => label === 'ham')
      .map(({ text }) => text)
      .slice(0, 2000),
  };
  const scores: Record<string, FoundScore> = {};
  for (const [name, texts] of Object.entries(english))
    scores[`among ${name}`] = scored([...others, ...texts.map((text) => ({ planted: false, flagged: flagged(text) }))]);
  return brief(told(`Language, ${others.length} paragraphs in ${OTHERS.length} other languages`, scores));
}
