import type { SqlRow } from '../../stages/data/engine/sql-engine';
import { documentsOf } from '../../stages/data/run/documents';
import { readManifest } from '../../stages/data/run/manifest';
import { STEPS, type RunSettings } from '../../stages/data/run/settings';
import { readTable } from '../../stages/data/run/table';
import { firstFailure, ruleName } from '../../stages/data/rules/rule';
import { outcomeOf } from './earlier-run';
import { excludedOf, measured, type Excluded } from './excluded';
import type { Workspace } from './workspace';

/** A record's way: what each step did, and what each rule measured. */
export interface Way {
  readonly id: string;
  readonly steps: readonly { readonly step: string; readonly outcome: string; readonly why: string }[];
  readonly rules: readonly {
    readonly rule: string;
    readonly value: number;
    readonly allowed: string;
    readonly passed: boolean;
  }[];
  /** The cleaned text. */
  readonly text?: string;
}

/** Undefined where the run has no such record. */
export async function wayOf(workspace: Workspace, run: string, id: string): Promise<Way | undefined> {
  const store = workspace.run(run);
  let excluded: Excluded | undefined;
  for await (const one of excludedOf(store, await readManifest(store))) if (one.id === id) excluded = one;
  const { parts } = await outcomeOf(workspace, run);
  for (const { cleaned } of parts) {
    let row = 0;
    for await (const document of documentsOf(store, cleaned.documents)) {
      if (document.id !== id) {
        row++;
        continue;
      }
      const settings = JSON.parse(Buffer.from(await store.read('settings.json')).toString('utf8')) as RunSettings;
      const attributes = (await readTable(store, cleaned.attributes))[row] ?? {};
      return { id, steps: stepsOf(excluded), rules: rulesOf(settings, attributes), text: document.text };
    }
  }
  return excluded === undefined ? undefined : { id, steps: stepsOf(excluded), rules: [] };
}

function stepsOf(excluded: Excluded | undefined): Way['steps'] {
  const last = excluded === undefined ? STEPS.length : STEPS.findIndex((step) => step === excluded.step);
  const passed = STEPS.slice(0, last).map((step) => ({ step, outcome: 'kept', why: '' }));
  if (excluded === undefined)
    return [...passed, { step: 'mix', outcome: 'written', why: 'it is part of the curated data' }];
  const { step, kind, rule } = excluded;
  const said = measured(excluded);
  return [...passed, { step, outcome: kind, why: said === '' ? rule : `${rule}: ${said}` }];
}

function rulesOf({ rules }: RunSettings, attributes: SqlRow): Way['rules'] {
  return rules.map((rule) => {
    const value = Number(attributes[rule.feature] ?? Number.NaN);
    const limits = [
      rule.atLeast !== undefined ? `at least ${rule.atLeast}` : '',
      rule.atMost !== undefined ? `at most ${rule.atMost}` : '',
    ];
    const passed = firstFailure({ [rule.feature]: value }, [rule]) === undefined;
    return { rule: ruleName(rule), value, allowed: limits.filter((one) => one !== '').join(', '), passed };
  });
}
