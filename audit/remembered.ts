/** A function of one object, asked for each object once: what is derived from a whole model does not change while it is proved. */
export function remembered<From extends object, T>(derive: (from: From) => T): (from: From) => T {
  const known = new WeakMap<From, { readonly value: T }>();
  return (from) => {
    let held = known.get(from);
    if (!held) known.set(from, (held = { value: derive(from) }));
    return held.value;
  };
}
