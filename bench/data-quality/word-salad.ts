import { Seeded } from '../../stages/data/seeded';
import { brief, share, told, type FoundScore } from './found-score';
import { kernels } from './kernels-bundle';
import { learntFrom } from './learnt';
import { SALADS, wordsOf } from './salad-kinds';
import { declaration, halves, inPieces, mails, messages, speeches } from './texts';

const SHARE = 0.01;
const FEWEST = 10;
const LANGUAGES = ['fra', 'spa', 'ita', 'nld', 'por_PT', 'swe', 'fin', 'hin', 'rus', 'vie', 'jpn', 'tha', 'cmn_hans'];

/**
 * Word salad: one text of a hundred is made of the words of the others, in eight ways, and judged by the rules about the order of words alone; `false
 * alarms` is the share of untouched texts that are flagged. Limits were chosen on the first half of the mails and of the speeches and on German; the
 * second halves, French, Spanish and the Declaration were looked at once.
 */
export async function measure(): Promise<object> {
  const [, mailsHeld] = halves(mails().map(({ text }) => text));
  const [, speechesHeld] = halves(speeches());
  const paragraphs = LANGUAGES.flatMap((code) => inPieces(declaration(code), 5, ' '));
  const corpora: Readonly<Record<string, readonly string[]>> = {
    mails: mailsHeld,
    speeches: speechesHeld,
    French: messages('fr'),
    Spanish: messages('es'),
    'mails among thirteen languages': [...mailsHeld.slice(0, 2000), ...paragraphs],
  };
  const figures: Record<string, object> = {};
  for (const [name, texts] of Object.entries(corpora)) {
    const scores = judged(texts);
    told(`Word salad among ${texts.length} texts: ${name}`, scores);
    const { untouched, ...kinds } = scores;
    figures[name] = { falseAlarms: share(untouched?.flagged ?? 0, texts.length), ...brief(kinds) };
  }
  return figures;
}

function judged(texts: readonly string[]): Readonly<Record<string, FoundScore>> {
  const { orderAnomaly, orderNorm } = kernels;
  const random = new Seeded(31);
  const words = wordsOf(texts);
  const each = Math.max(FEWEST, Math.round(texts.length * SHARE));
  const documents = random.shuffle([
    ...texts.map((text) => ({ kind: 'untouched', text })),
    ...Object.entries(SALADS).flatMap(([kind, make]) =>
      Array.from({ length: each }, () => ({ kind, text: make(words, random).join(' ') })),
    ),
  ]);
  const learnt = learntFrom(documents.map(({ text }) => text));
  const ordered = documents.map(({ kind }, at) => ({
    id: kind,
    source: 'one',
    ...(learnt[at] as (typeof learnt)[number]).order,
  }));
  const norm = orderNorm(ordered);
  const flagged = ordered.filter((one) => orderAnomaly(one, norm) !== undefined);
  const alarms = flagged.filter(({ id }) => id === 'untouched').length;
  const untouched = { planted: 0, found: 0, flagged: alarms, precision: null, recall: null };
  const kinds = Object.keys(SALADS).map((kind): [string, FoundScore] => {
    const found = flagged.filter(({ id }) => id === kind).length;
    const precision = share(found, found + alarms);
    return [kind, { planted: each, found, flagged: found + alarms, precision, recall: share(found, each) }];
  });
  return Object.fromEntries([['untouched', untouched], ...kinds]);
}
