import type { EmulatedResource } from '../emulator';
import type { Template } from '../assembly';

/** Where what was asked of the services is not what the template says, wherever it says it in plain values: an emulator that loses a property cannot read it back missing. */
export function literalsLost(template: Template, resources: readonly EmulatedResource[]): readonly string[] {
  return resources.flatMap(({ logicalId, properties }) => {
    const declared = template.Resources[logicalId]?.Properties ?? {};
    return lost(declared, properties, logicalId);
  });
}

function lost(declared: unknown, given: unknown, path: string): string[] {
  if (isFunction(declared)) return [];
  if (Array.isArray(declared)) {
    const members = Array.isArray(given) ? (given as unknown[]) : [];
    // A function may stand for a member that is left out, which shifts the others.
    if (declared.some(isFunction)) return [];
    return declared.length === members.length
      ? declared.flatMap((one, index) => lost(one, members[index], `${path}.${index}`))
      : [`${path}: ${members.length} of ${declared.length}`];
  }
  if (typeof declared === 'object' && declared !== null) {
    const members = (given ?? {}) as Record<string, unknown>;
    return Object.entries(declared).flatMap(([name, member]) => lost(member, members[name], `${path}.${name}`));
  }
  return declared === given ? [] : [`${path}: ${String(given)} for ${String(declared)}`];
}

function isFunction(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const names = Object.keys(value);
  return names.length === 1 && /^(Ref|Fn::\w+)$/.test(names[0] ?? '');
}
