/** A statistic that was computed, or the reason why there is none. A number never stands for "we do not know". */
export type Measured =
  { readonly kind: 'measured'; readonly value: number } | { readonly kind: 'not evaluated'; readonly reason: string };

/** A statistic that came out as `value`; *not evaluated* where the arithmetic gave no finite number. */
export function measured(value: number): Measured {
  return Number.isFinite(value) ? { kind: 'measured', value } : notEvaluated(`the arithmetic gave ${value}`);
}

export function notEvaluated(reason: string): Measured {
  return { kind: 'not evaluated', reason };
}

/** `part / whole`; *not evaluated* where there is nothing to divide by. `whole` is named in the reason. */
export function share(part: number, whole: number, name: string): Measured {
  return whole > 0 ? measured(part / whole) : notEvaluated(`there is no ${name}`);
}

/** `combine` of two statistics; the first reason where one of them has no value. */
export function both(a: Measured, b: Measured, combine: (a: number, b: number) => number): Measured {
  if (a.kind === 'not evaluated') return a;
  if (b.kind === 'not evaluated') return b;
  return measured(combine(a.value, b.value));
}

/** The value, or undefined where there is none. */
export function valueOf(statistic: Measured | undefined): number | undefined {
  return statistic?.kind === 'measured' ? statistic.value : undefined;
}
