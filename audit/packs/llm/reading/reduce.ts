import { isDeepStrictEqual } from 'node:util';
import { wholeText, fragmentsOf } from './fragments';
import { isObject } from './intrinsic';
import type { Placed, Tree } from './tree';

/** Longer chains of references than this are taken for a circle, and left unresolved. */
const LONGEST_CHAIN = 32;

/**
 * Follows what leads to one value whatever the deployment: a condition whose two sides are equal, an import of what
 * this app exports, a nested stack's parameter. `AWS::NoValue` is an absent value. The rest stays as it is.
 */
export function reduce(placed: Placed, tree: Tree): Placed {
  let current = placed;
  for (let step = 0; step < LONGEST_CHAIN; step++) {
    const next = follow(current, tree);
    if (next === undefined) return current;
    current = next;
  }
  return current;
}

function follow({ raw, stack }: Placed, tree: Tree): Placed | undefined {
  if (!isObject(raw)) return undefined;
  if (raw['Ref'] === 'AWS::NoValue') return { raw: undefined, stack };
  if (typeof raw['Ref'] === 'string' && !tree.find(stack, raw['Ref'])) return tree.argument(stack, raw['Ref']);
  if (Array.isArray(raw['Fn::If'])) {
    const [, yes, no]: unknown[] = raw['Fn::If'];
    return isDeepStrictEqual(yes, no) ? { raw: yes, stack } : undefined;
  }
  if (raw['Fn::ImportValue'] !== undefined) {
    const name = wholeText(fragmentsOf(raw['Fn::ImportValue']));
    return name === undefined ? undefined : tree.exported(name);
  }
  return undefined;
}
