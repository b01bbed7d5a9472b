import type { Difference, NotCompared } from '../verdict';
import { canonical, formText, isFormList, isFormMap, Open, plainForm, type Canonical } from './canonical';

/** What comparing gave. */
export interface Compared {
  readonly differences: readonly Difference[];
  readonly open: readonly NotCompared[];
}

/** Keys by which one member of a list is known among the others. */
const NAMES = [
  'Sid',
  'Id',
  'ID',
  'Name',
  'Key',
  'RuleName',
  'Field',
  'Type',
  'HttpMethod',
  'VariantName',
  'FieldKeys',
  'Description',
];

/** Compares a meant value with a found one by parts. Lists are sets; two members with one name are one member that changed. */
export function differences(property: string, meant: unknown, found: unknown): Compared {
  const result = { differences: [] as Difference[], open: [] as NotCompared[] };
  walk(property, canonical(meant), canonical(found), result);
  return result;
}

/** Whether two values mean the same; what only the deployment knows fits where the text around it does. */
export function same(meant: unknown, found: unknown): boolean {
  return fits(canonical(meant), canonical(found));
}

interface Into {
  readonly differences: Difference[];
  readonly open: NotCompared[];
}

function walk(path: string, meant: Canonical | undefined, found: Canonical | undefined, into: Into): void {
  if (meant instanceof Open) {
    if (fits(meant, found)) into.open.push({ property: path, why: meant.why });
    else differ(path, meant, found, into);
  } else if (isFormMap(meant) && isFormMap(found)) {
    for (const key of [...new Set([...Object.keys(meant), ...Object.keys(found)])].sort()) {
      walk(`${path}.${key}`, own(meant, key), own(found, key), into);
    }
  } else if (isFormList(meant) && isFormList(found)) lists(path, meant, found, into);
  else if (meant === undefined ? found !== undefined : found === undefined || formText(meant) !== formText(found)) {
    differ(path, meant, found, into);
  }
}

function lists(path: string, meant: readonly Canonical[], found: readonly Canonical[], into: Into): void {
  const left = [...meant];
  const right = [...found];
  take(left, right, (a, b) => !hasOpen(a) && formText(a) === formText(b));
  take(left, right, (a, b, index) => {
    if (!fits(a, b)) return false;
    walk(`${path}[${nameOf(a) ?? index}]`, a, b, into);
    return true;
  });
  take(left, right, (a, b) => {
    const name = nameOf(a);
    if (name === undefined || name !== nameOf(b)) return false;
    walk(`${path}[${name}]`, a, b, into);
    return true;
  });
  // One on each side, both maps: the same member without a name, changed.
  if (left.length === 1 && right.length === 1 && isFormMap(left[0]) && isFormMap(right[0])) {
    walk(`${path}[${nameOf(left[0]) ?? 0}]`, left[0], right[0], into);
    return;
  }
  for (const one of left) differ(entry(path, one), one, undefined, into);
  for (const one of right) differ(entry(path, one), undefined, one, into);
}

/** Takes pairs that belong together from both lists. */
function take(
  left: Canonical[],
  right: Canonical[],
  together: (a: Canonical, b: Canonical, index: number) => boolean,
): void {
  for (let index = left.length - 1; index >= 0; index--) {
    const a = left[index];
    const at = a === undefined ? -1 : right.findIndex((b) => together(a, b, index));
    if (at < 0) continue;
    left.splice(index, 1);
    right.splice(at, 1);
  }
}

function fits(meant: Canonical | undefined, found: Canonical | undefined): boolean {
  if (meant instanceof Open) {
    if (meant.pattern === undefined) return true;
    return typeof found === 'string' && meant.pattern.test(found);
  }
  if (meant === undefined || found === undefined) return meant === found;
  if (isFormMap(meant) && isFormMap(found)) {
    const keys = new Set([...Object.keys(meant), ...Object.keys(found)]);
    return [...keys].every((key) => fits(own(meant, key), own(found, key)));
  }
  if (isFormList(meant) && isFormList(found)) {
    if (meant.length !== found.length) return false;
    const rest = [...found];
    return meant.every((one) => {
      const at = rest.findIndex((other) => fits(one, other));
      if (at >= 0) rest.splice(at, 1);
      return at >= 0;
    });
  }
  return formText(meant) === formText(found);
}

function hasOpen(form: Canonical): boolean {
  if (form instanceof Open) return true;
  if (typeof form === 'string') return false;
  return (isFormList(form) ? form : Object.values(form)).some(hasOpen);
}

function differ(property: string, meant: Canonical | undefined, found: Canonical | undefined, into: Into): void {
  const shown = (form: Canonical | undefined): unknown => (form === undefined ? null : plainForm(form));
  into.differences.push({ property, meant: shown(meant), found: shown(found) });
}

function own(map: Readonly<Record<string, Canonical>>, key: string): Canonical | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function nameOf(form: Canonical): string | undefined {
  if (!isFormMap(form)) return undefined;
  for (const key of NAMES) {
    const name = own(form, key);
    if (typeof name === 'string') return name;
  }
  return undefined;
}

function entry(path: string, form: Canonical): string {
  const name = nameOf(form);
  return name === undefined ? path : `${path}[${name}]`;
}
