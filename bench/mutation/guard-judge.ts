import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RawMap } from '../../audit/assembly/source';
import type { LocalTemplate } from '../../audit/ledger/templates';
import { controlTower } from '../../audit/packs/guard';
import type { Mutant } from './operators';
import { mutated } from './operators';

/** Which mutants Guard finds more in than in their originals; undefined where Guard did not run. Rules that name the mutated type are asked. */
export async function guardVerdicts(
  mutants: readonly Mutant[],
  documents: ReadonlyMap<string, RawMap>,
  folder: string,
  told: (done: number) => void,
): Promise<readonly (boolean | undefined)[]> {
  mkdirSync(folder, { recursive: true });
  const verdicts: (boolean | undefined)[] = mutants.map(() => undefined);
  const groups = new Map<string, number[]>();
  for (const [index, { type, stack }] of mutants.entries()) {
    const key = `${stack} ${type}`;
    groups.set(key, [...(groups.get(key) ?? []), index]);
  }
  let done = 0;
  for (const indices of groups.values()) {
    const [first] = indices.map((index) => mutants[index]);
    const original = documents.get(first?.stack ?? '');
    if (!first || !original) continue;
    const originals = await violations([local(original, first.type, join(folder, 'original.json'), 'original')]);
    const changed = indices.flatMap((index) => {
      const mutant = mutants[index];
      return mutant
        ? [local(mutated(original, mutant), mutant.type, join(folder, `${index}.json`), String(index))]
        : [];
    });
    const found = await violations(changed);
    const before = originals?.get('original') ?? new Set<string>();
    for (const index of indices) {
      const now = found?.get(String(index));
      verdicts[index] = found && originals ? [...(now ?? [])].some((finding) => !before.has(finding)) : undefined;
    }
    told((done += indices.length));
  }
  return verdicts;
}

async function violations(templates: readonly LocalTemplate[]): Promise<Map<string, Set<string>> | undefined> {
  const rows = await controlTower(templates);
  if (rows.some(({ cause, outcome }) => outcome === 'not evaluated' && cause === 'unavailable')) return undefined;
  const found = new Map<string, Set<string>>();
  for (const { stack, rule, logicalId, outcome } of rows) {
    if (outcome !== 'non-compliant') continue;
    found.set(stack, (found.get(stack) ?? new Set()).add(`${rule} ${logicalId}`));
  }
  return found;
}

function local(document: RawMap, type: string, absolutePath: string, stack: string): LocalTemplate {
  writeFileSync(absolutePath, JSON.stringify(document));
  return {
    absolutePath,
    document: document as unknown as LocalTemplate['document'],
    resources: new Map(),
    stack,
    path: stack,
    file: stack,
    sha256: '',
    after: [],
    types: { [type]: 1 },
  };
}
