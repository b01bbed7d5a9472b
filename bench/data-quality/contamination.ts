import { Seeded } from '../../stages/data/seeded';
import { brief, scored, told, type FoundScore } from './found-score';
import { kernels } from './kernels-bundle';
import { mails, speeches } from './texts';

const EVALUATION = 400;
const EACH = 100;

const WAYS: Readonly<Record<string, (words: readonly string[], random: Seeded) => readonly string[]>> = {
  'forty words as they are': (words) => words.slice(0, 40),
  'other case and punctuation': (words) => words.slice(0, 40).map((word) => word.toUpperCase().replace(/[.,;]/g, ' -')),
  'fourteen words': (words) => words.slice(0, 14),
  'forty, each tenth changed': (words, random) =>
    words.slice(0, 40).map((word, at) => (at % 10 === 9 ? `w${random.below(999)}` : word)),
  'forty, each twentieth changed': (words, random) =>
    words.slice(0, 40).map((word, at) => (at % 20 === 19 ? `w${random.below(999)}` : word)),
};

/** Evaluation contamination: runs of words of held-out speeches planted in mails, as they are and changed; 13 words in a row are what the rule asks for. */
export async function measure(): Promise<object> {
  const { contamination, DECONTAMINATION_RULES, EvaluationIndex, firstFailure } = kernels;
  const random = new Seeded(13);
  const pieces = speeches().filter((text) => text.split(/\s+/).length > 60);
  const step = Math.floor(pieces.length / EVALUATION);
  const held = Array.from({ length: EVALUATION }, (_, at) => pieces[at * step] ?? '');
  const index = EvaluationIndex.of(held);
  const flagged = (text: string): boolean =>
    firstFailure({ ...contamination(text, index) }, DECONTAMINATION_RULES) !== undefined;
  const hosts = mails().map(({ text }) => text);
  const rest = hosts.map((text) => ({ planted: false, flagged: flagged(text) }));
  const scores: Record<string, FoundScore> = {};
  for (const [way, change] of Object.entries(WAYS)) {
    const items = Array.from({ length: EACH }, () => {
      const words = (held[random.below(held.length)] ?? '').split(/\s+/);
      const from = random.below(words.length - 45);
      const host = hosts[random.below(hosts.length)] ?? '';
      const cut = random.below(host.length);
      const planted = change(words.slice(from), random).join(' ');
      return { planted: true, flagged: flagged(`${host.slice(0, cut)} ${planted} ${host.slice(cut)}`) };
    });
    scores[way] = scored([...items, ...rest]);
  }
  return brief(told(`Evaluation contamination, beside ${hosts.length} mails`, scores));
}
