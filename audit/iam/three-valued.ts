/** `true`, `false`, or `undefined` where it is not known. */
export type Tri = boolean | undefined;

/** Kleene's *and*: false as soon as one is. */
export function allOf(values: readonly Tri[]): Tri {
  if (values.includes(false)) return false;
  return values.includes(undefined) ? undefined : true;
}

/** Kleene's *or*: true as soon as one is. */
export function anyOf(values: readonly Tri[]): Tri {
  if (values.includes(true)) return true;
  return values.includes(undefined) ? undefined : false;
}

/** Kleene's *not*. */
export function notOf(value: Tri): Tri {
  return value === undefined ? undefined : !value;
}
