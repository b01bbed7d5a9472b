import type { SignedManifest } from '../../contract/data-manifest';
import type { Store } from '../../stages/data/engine/store';
import { addedOf, madeBy, type AddedLine } from './added';
import { SHOWN_CHARACTERS } from './options';

/** Copies that one rule made, and some of them. */
export interface AddedGroup {
  readonly step: 'balance';
  readonly kind: 'added';
  readonly rule: string;
  readonly copies: number;
  readonly samples: readonly Pick<AddedLine, 'id' | 'copyOf' | 'text'>[];
}

/** What of the copies is asked for; all where nothing is named. */
export interface AddedFilter {
  readonly rule?: string;
  readonly step?: string;
  readonly source?: string;
  readonly kind?: string;
  readonly samples: number;
}

/** Copies by the last counter-measure that made them, the most first. */
export async function addedGroups(store: Store, signed: SignedManifest, wanted: AddedFilter): Promise<AddedGroup[]> {
  const { rule: begin = '', step = 'balance', kind = 'added', source } = wanted;
  if (step !== 'balance' || kind !== 'added') return [];
  const groups = new Map<string, { copies: number; samples: AddedGroup['samples'][number][] }>();
  for await (const line of addedOf(store, signed)) {
    const rule = madeBy(line).at(-1) ?? '';
    if (!rule.startsWith(begin) || (source !== undefined && line.source !== source)) continue;
    const group = groups.get(rule) ?? { copies: 0, samples: [] };
    group.copies++;
    const { id, copyOf, text } = line;
    if (group.samples.length < wanted.samples)
      group.samples.push({ id, copyOf, text: text.slice(0, SHOWN_CHARACTERS) });
    groups.set(rule, group);
  }
  return [...groups]
    .sort(([a, one], [b, other]) => other.copies - one.copies || (a < b ? -1 : 1))
    .map(([rule, group]) => ({ step: 'balance', kind: 'added', rule, ...group }));
}
