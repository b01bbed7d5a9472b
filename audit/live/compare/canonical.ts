import { canonicalJson } from '../../../contract/canonical';
import { hasSymbol, printable } from '../../assembly/symbol';
import { Unresolved } from '../../assembly/value';
import { isPolicy, policyForm } from './policy';

/** A part of what was meant that only the deployment knows. */
export class Open {
  public constructor(
    public readonly why: string,
    /** What the text is around the part that is not known; none where nothing is. */
    public readonly pattern?: RegExp,
  ) {}
}

/** The one form of values that mean the same: scalars as texts, nothing empty, policies in one writing. */
export type Canonical = string | Open | readonly Canonical[] | CanonicalMap;
export type CanonicalMap = { readonly [key: string]: Canonical };

/** Brings a value of a template or of a service into the one form; `undefined` for nothing at all. */
export function canonical(value: unknown): Canonical | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (value instanceof Unresolved) return new Open(value.reason);
  if (typeof value === 'string') return isPolicy(value) ? canonical(policyForm(value)) : textForm(value);
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return canonical(Buffer.from(value).toString('utf8'));
  if (Array.isArray(value)) {
    const items = value.flatMap((one: unknown) => canonical(one) ?? []);
    return items.length === 0 ? undefined : items.sort(byForm);
  }
  if (typeof value !== 'object') return undefined;
  const whole: unknown = isPolicy(value) ? policyForm(value) : value;
  const entries = Object.entries(whole as object).flatMap(([key, one]: [string, unknown]) => {
    const form = canonical(one);
    return form === undefined ? [] : [[key, form] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function textForm(value: string): string | Open {
  if (!hasSymbol(value)) return value;
  const parts = value
    .split(/\uE000[^\uE001]*\uE001/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new Open(`${printable(value)} is known only to the deployment`, new RegExp(`^${parts.join('.*')}$`, 's'));
}

/** A text that is equal for equal forms. */
export function formText(form: Canonical): string {
  return canonicalJson(plainForm(form));
}

/** The form as JSON shows it. */
export function plainForm(form: Canonical): unknown {
  if (typeof form === 'string') return form;
  if (form instanceof Open) return `<${form.why}>`;
  if (isFormList(form)) return form.map(plainForm);
  return Object.fromEntries(Object.entries(form).map(([key, one]) => [key, plainForm(one)]));
}

export function isFormList(form: Canonical | undefined): form is readonly Canonical[] {
  return Array.isArray(form);
}

export function isFormMap(form: Canonical | undefined): form is CanonicalMap {
  return typeof form === 'object' && !Array.isArray(form) && !(form instanceof Open);
}

function byForm(a: Canonical, b: Canonical): number {
  const [left, right] = [formText(a), formText(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
