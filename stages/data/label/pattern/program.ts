import { LabelError } from '../errors';
import type { Node, Place, Units } from './syntax';

/** One step of an automaton. */
export type Step =
  | { readonly kind: 'units'; readonly units: Units; readonly next: number }
  | { readonly kind: 'fork'; readonly next: readonly number[] }
  | { readonly kind: 'at'; readonly place: Place; readonly next: number }
  | { readonly kind: 'match' };

/** A nondeterministic automaton (K. Thompson, Regular Expression Search Algorithm, 1968). Step 0 is the match. */
export interface Program {
  readonly steps: readonly Step[];
  readonly start: number;
}

/**
 * @param mostSteps a pattern with more would cost more time a character than it should
 * @throws LabelError `PATTERN_INVALID` where the pattern's repetitions make it too large
 */
export function compile(node: Node, mostSteps: number): Program {
  const steps: Step[] = [{ kind: 'match' }];
  const add = (step: Step): number => {
    if (steps.length >= mostSteps) {
      throw new LabelError('PATTERN_INVALID', `a pattern may have ${mostSteps} steps: it repeats too much`);
    }
    return steps.push(step) - 1;
  };
  /** Adds the steps of a node that go on to `next`, and returns where they begin. */
  const build = (part: Node, next: number): number => {
    if (part.kind === 'units') return add({ kind: 'units', units: part.units, next });
    if (part.kind === 'at') return add({ kind: 'at', place: part.place, next });
    if (part.kind === 'all') return part.parts.reduceRight((after, one) => build(one, after), next);
    if (part.kind === 'any') return add({ kind: 'fork', next: part.parts.map((one) => build(one, next)) });
    let after = next;
    if (part.most === Infinity) {
      const targets = [next];
      after = add({ kind: 'fork', next: targets });
      targets.push(build(part.part, after));
    } else {
      for (let extra = part.least; extra < part.most; extra++) {
        after = add({ kind: 'fork', next: [next, build(part.part, after)] });
      }
    }
    for (let needed = 0; needed < part.least; needed++) after = build(part.part, after);
    return after;
  };
  const start = build(node, 0);
  return { steps, start };
}
