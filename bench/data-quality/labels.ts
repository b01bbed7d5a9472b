import { Seeded } from '../../stages/data/seeded';
import { brief, scored, told } from './found-score';
import { kernels } from './kernels-bundle';
import { mails } from './texts';

const CLASSES = ['ham', 'spam'];
const SHARES = [0.02, 0.05, 0.1];

/** Label errors: labels of mails flipped at seeded places, and found as the label step finds them. What the corpus's makers labelled counts as true. */
export async function measure(): Promise<object> {
  const { crossValidate, hashedNgrams, labelErrors } = kernels;
  const all = mails();
  const rows = hashedNgrams(all.map(({ text }) => text.slice(0, 4000)));
  const scores = SHARES.map((flips) => {
    const random = new Seeded(20_021 + Math.round(flips * 100));
    const planted = all.map(() => random.below(1000) < flips * 1000);
    const labels = Int32Array.from(all, ({ label }, at) => CLASSES.indexOf(label) ^ (planted[at] === true ? 1 : 0));
    const probabilities = crossValidate(rows, labels, CLASSES.length, { seed: 1 });
    const issues = new Set(
      labelErrors(labels, probabilities, CLASSES.length, { method: 'both' }).map(({ row }) => row),
    );
    const items = planted.map((one, at) => ({ planted: one, flagged: issues.has(at) }));
    return [`${flips * 100} % flipped`, scored(items)] as const;
  });
  return brief(told(`Label errors, ${all.length} mails`, Object.fromEntries(scores)));
}
