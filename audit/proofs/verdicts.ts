import type { Answer } from '../iam/answer';
import type { WhoMayAnswer } from '../iam/questions';
import type { Proof } from './invariant';
import { reasonInWords, requestInWords } from './words';

type About = Pick<Proof, 'subject' | 'resource'>;

/** The proof that something may not happen, from the engine's answer. */
export function impossible(answer: Answer, about: About, shown: string, wrong: string): Proof {
  switch (answer.kind) {
    case 'proved':
      return { kind: 'proved', detail: shown, ...about };
    case 'notEvaluated':
      return { kind: 'not evaluated', detail: reasonInWords(answer), ...about };
    default:
      return { kind: 'refuted', detail: `${wrong}: ${requestInWords(answer)}`, counterexample: answer, ...about };
  }
}

/** The proof that nobody may, from the engine's list of those who may; `counts` says who is judged. @default everyone */
export function nobody(
  answer: WhoMayAnswer,
  about: About,
  shown: string,
  wrong: string,
  counts: (who: string) => boolean = () => true,
): readonly Proof[] {
  const may = answer.may.filter(({ who }) => counts(who));
  const open = answer.notEvaluated.filter(({ who }) => counts(who));
  if (may.length + open.length === 0) return [{ kind: 'proved', detail: shown, ...about }];
  return [
    ...may.map(({ who, example }) =>
      impossible(example, { ...about, subject: `${about.subject}: ${who}` }, shown, wrong),
    ),
    ...open.map(({ who, why }) => impossible(why, { ...about, subject: `${about.subject}: ${who}` }, shown, wrong)),
  ];
}

/** AWS services act for those who are judged themselves, and by conditions that another invariant looks at. */
export function isNoService(who: string): boolean {
  return who !== 'AWS services' && !who.endsWith('.amazonaws.com');
}
