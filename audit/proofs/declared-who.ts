import type { Counterexample } from '../iam/answer';
import type { WhoMayQuestion } from '../iam/questions';
import type { Facts } from './facts';
import type { Proof } from './invariant';
import { reasonInWords } from './words';

/** Of the principals that the templates declare, those that may, with their place; and a proof that is open for each undecided one. */
export interface DeclaredWho {
  readonly may: readonly { readonly who: string; readonly place: string; readonly example: Counterexample }[];
  readonly open: readonly Proof[];
}

/** Where an identity policy alone gives access, only declared principals can be judged: these. */
export function declaredWho(facts: Facts, question: WhoMayQuestion): DeclaredWho {
  const places = new Map(facts.world.principals.map(({ arn, origin }) => [arn, origin ?? arn]));
  const { may, notEvaluated } = facts.who(question);
  return {
    may: may.flatMap(({ who, example }) => {
      const place = places.get(who);
      return place === undefined ? [] : [{ who, place, example }];
    }),
    open: notEvaluated.flatMap(({ who, why }): Proof[] => {
      const subject = places.get(who);
      return subject === undefined ? [] : [{ kind: 'not evaluated', subject, detail: reasonInWords(why) }];
    }),
  };
}
