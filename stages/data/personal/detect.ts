import { Finds } from './finds';
import { KINDS, type Found, type Kind } from './kinds';
import { Scan } from './scan';

const NONE = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Readonly<Record<Kind, number>>;

/**
 * The personal data and secrets in `text`, without overlaps and in its order. Time is linear in the text's length: every rule
 * looks a bounded way around its trigger.
 */
export function detect(text: string): readonly Found[] {
  const finds = new Finds();
  new Scan(text, finds).run();
  return finds.resolve();
}

/** How often each kind was found; every kind has its number. */
export function countByKind(found: readonly Found[]): Readonly<Record<Kind, number>> {
  const counts = { ...NONE };
  for (const { kind } of found) counts[kind]++;
  return counts;
}
