import { some } from './quantify';
import type { Resource } from './resource';
import type { Value } from './value';

/** What a caller sends, or what the model answers. */
export type Direction = 'Input' | 'Output';

const ACTING = ['BLOCK', 'ANONYMIZE'];

/** The content filters, e.g. HATE or PROMPT_ATTACK. */
export function contentFilters(guardrail: Resource): Value[] {
  return guardrail.at('ContentPolicyConfig', 'FiltersConfig').list();
}

/** Whether a filter of the type is there; narrowed by `effective`. */
export function hasContentFilter(guardrail: Resource, type: string, effective: (filter: Value) => boolean): boolean {
  return some(contentFilters(guardrail), (filter) => filter.at('Type').text() === type && effective(filter));
}

/** Whether the filter is switched on for the direction and does something there. Absent means on, and block. */
export function acts(filter: Value, direction: Direction): boolean {
  if (filter.at(`${direction}Enabled`).bool() === false) return false;
  const action = filter.at(`${direction}Action`).text() ?? filter.at('Action').text() ?? 'BLOCK';
  return ACTING.includes(action);
}

/** Whether a content filter is on, acts and has a strength for the direction. */
export function bites(filter: Value, direction: Direction): boolean {
  const strength = filter.at(`${direction}Strength`).text();
  return strength !== undefined && strength !== 'NONE' && acts(filter, direction);
}

/** Whether a grounding check can stop an answer. */
export function grounds(filter: Value): boolean {
  const threshold = filter.at('Threshold').number();
  if (threshold === undefined || threshold <= 0 || filter.at('Enabled').bool() === false) return false;
  return ACTING.includes(filter.at('Action').text() ?? 'BLOCK');
}
