import { z } from 'zod';
import { list, says } from '../config/fields';
import type { Breach } from '../config/parts';

/**
 * Counter-measures by what they do: those of a place come before those of the next. What takes documents out comes before what copies
 * documents, or copies of what left would stay; weights come last, or what follows would upset what they balance.
 */
const PLACES = { quarantine: 0, cap: 0, resample: 1, swap: 2, reweigh: 3 } as const;

type Method = keyof typeof PLACES;

const METHODS = Object.keys(PLACES) as [Method, ...Method[]];
const ORDER = 'quarantine and cap, then resample, then swap, then reweigh';
const ONE = ['none', ...METHODS].join(', ');

/** As a refined text and no enumeration: a list with a wrong name is then still seen to be the list that was meant. */
const inList = z
  .string({ error: 'the name of a counter-measure' })
  .refine(isMethod, { error: says('INVALID_VALUE', `one of ${METHODS.join(', ')}`) })
  .meta({ enum: METHODS }) as unknown as z.ZodType<Method>;

/** One counter-measure, several in the order in which they are applied, or none. */
export const method = z
  .union([z.enum(['none', ...METHODS]), list(inList, 'a list of 1 to 5 counter-measures', 1, METHODS.length)], {
    error: says('INVALID_VALUE', `one of ${ONE}, or a list of them without none`),
  })
  .default('reweigh')
  .describe(`Counter-measure, or a list of them in the order in which they are applied: ${ORDER}`);

/**
 * What is wrong with counter-measures that are each well-formed: with their order, and with a cap that no data could keep.
 *
 * @param sources how many the plan has
 */
export function judgeBalance({ method: value, share = 0.5 }: BalanceAsWritten, sources: number): Breach[] {
  return [...judgeOrder(value), ...judgeCap([value].flat(), share, sources)];
}

/** What may stand under `balance`, whatever it is. */
export interface BalanceAsWritten {
  readonly method?: unknown;
  readonly share?: unknown;
}

/** With fewer sources than that, one of them is more than its share. */
function judgeCap(methods: readonly unknown[], share: unknown, sources: number): Breach[] {
  if (!methods.includes('cap') || typeof share !== 'number' || sources === 0 || share * sources >= 1) return [];
  const got = `${share} of ${sources} ${sources === 1 ? 'source' : 'sources'}, one of which is always more`;
  const allowed = `at least ${(1 / sources).toFixed(4)} for so many sources`;
  return [{ code: 'INVALID_VALUE', path: ['balance', 'share'], got, allowed }];
}

function judgeOrder(value: unknown): Breach[] {
  if (!Array.isArray(value)) return [];
  const breaches: Breach[] = [];
  let last: Method | undefined;
  for (const [index, one] of (value as unknown[]).entries()) {
    if (!isMethod(one)) continue;
    const path = ['balance', 'method', index];
    if (value.indexOf(one) < index) {
      breaches.push({
        code: 'DUPLICATE_VALUE',
        path,
        got: `${one} a second time`,
        allowed: 'each counter-measure once',
      });
    } else if (last !== undefined && PLACES[one] < PLACES[last]) {
      const hint = `Put ${one} before ${last}.`;
      breaches.push({ code: 'COUNTER_MEASURES_ORDER', path, got: `${one} after ${last}`, allowed: ORDER, hint });
    } else last = one;
  }
  return breaches;
}

function isMethod(value: unknown): value is Method {
  return typeof value === 'string' && Object.hasOwn(PLACES, value);
}
