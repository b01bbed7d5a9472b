import type { Literal, Region, Span } from './region';
import { ACTION, RESOURCE, SESSION } from './region';

/** The tests that hold exactly in `region`. */
export function testsOf(region: Region): Literal[] {
  const dimensions = [ACTION, RESOURCE, SESSION, ...region.keys()];
  return dimensions.flatMap((dimension) => spanTests(dimension, region.span(dimension)));
}

function spanTests(dimension: string, { absent, all, some }: Span): Literal[] {
  const inside: Literal = { dimension, absent, quantifier: 'all', set: all };
  return [inside, ...some.map((set): Literal => ({ dimension, absent, quantifier: 'some', set }))];
}
