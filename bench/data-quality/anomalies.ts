import { Seeded } from '../../stages/data/seeded';
import type { Features } from '../../stages/data/rules/rule';
import { brief, scored, told, type FoundScore } from './found-score';
import { kernels } from './kernels-bundle';
import { mails } from './texts';

const EACH = 40;
const letters = (random: Seeded, length: number, from = 'abcdefghijklmnopqrstuvwxyz'): string =>
  Array.from({ length }, () => from[random.below(from.length)] ?? '').join('');
const words = (count: number, word: () => string): string =>
  Array.from({ length: count }, (_, at) => word() + (at % 12 === 11 ? '.\n' : '')).join(' ');

const COMMON =
  'the of and a to in is that for it as was with be by on not he his but at are this have from or had an they which one you were all her she there would their we him been has when who will no more if out so up said what its about than into them can only other time new some could these two may first then do any like my now over such our man me even most made after also did many off before must well back through years where much your way down should because long each just state those people too mr how little good world make very year still see own work men day get here old both life being under three never know same last another while us might great go come since against right came take used himself few house use place during without again home around small however found part school once general high upon every'.split(
    ' ',
  );

const KINDS: Readonly<Record<string, (random: Seeded) => string>> = {
  'random letters': (random) => words(200, () => letters(random, 2 + random.below(8))),
  'very long words': (random) => words(120, () => letters(random, 30 + random.below(60))),
  'one phrase over and over': (random) => `${words(6, () => letters(random, 5))} `.repeat(60),
  'tables of numbers': (random) => words(300, () => letters(random, 6, '0123456789')),
  // These two pass most quality rules: only the meaning is gone.
  'words in any order': (random) => words(220, () => COMMON[random.below(COMMON.length)] ?? ''),
  'one sentence, its numbers changed': (random) =>
    Array.from(
      { length: 40 },
      () =>
        `The price of item ${random.below(9999)} in the list is ${random.below(9999)} and that of the next is not known.`,
    ).join('\n'),
  'binary as text': (random) => words(80, () => letters(random, 76, 'ABCDEFabcdef0123456789+/')),
};

/** Anomalies: gibberish of five kinds among mails, judged as a run judges it, by the quality rules and then by the anomaly rules on what passes, and by the anomaly rules alone. */
export async function measure(): Promise<object> {
  const { anomalies, ANOMALY_RULES, firstFailure, Measurer, QUALITY_RULES } = kernels;
  const random = new Seeded(404);
  const features = [...new Set(QUALITY_RULES.map(({ feature }) => feature))];
  const measurer = new Measurer();
  const documents = [
    ...mails().map(({ text }) => ({ kind: '', text })),
    ...Object.entries(KINDS).flatMap(([kind, make]) =>
      Array.from({ length: EACH }, () => ({ kind, text: make(random) })),
    ),
  ].map(({ kind, text }, at) => {
    const measured: Features = measurer.measure(text).features;
    const own = Object.fromEntries(features.map((name) => [name, measured[name] ?? 0]));
    return {
      id: String(at),
      source: 'mail',
      kind,
      features: own,
      poor: firstFailure(measured, QUALITY_RULES) !== undefined,
    };
  });
  const far = (judged: typeof documents): ReadonlySet<string> =>
    new Set(
      anomalies(judged, { features, seed: 1 })
        .filter(
          ({ anomaly_score, anomaly_z }) => firstFailure({ anomaly_score, anomaly_z }, ANOMALY_RULES) !== undefined,
        )
        .map(({ id }) => id),
    );
  const alone = far(documents);
  const left = far(documents.filter(({ poor }) => !poor));
  const scores: Record<string, FoundScore> = {
    'anomaly rules alone': scored(documents.map(({ kind, id }) => ({ planted: kind !== '', flagged: alone.has(id) }))),
    'of what quality rules keep': scored(
      documents.filter(({ poor }) => !poor).map(({ kind, id }) => ({ planted: kind !== '', flagged: left.has(id) })),
    ),
  };
  for (const kind of Object.keys(KINDS)) {
    const items = documents.filter((one) => one.kind === kind);
    scores[`${kind}, either`] = {
      ...scored(items.map(({ id, poor }) => ({ planted: true, flagged: poor || left.has(id) }))),
      precision: null,
    };
  }
  return brief(
    told(
      `Anomalies, ${documents.length - EACH * Object.keys(KINDS).length} mails and ${EACH} of each kind of gibberish`,
      scores,
    ),
  );
}
