import type { SignedManifest } from '../../contract/data-manifest';
import type { SqlRow } from '../../stages/data/engine/sql-engine';
import type { Store } from '../../stages/data/engine/store';
import { documentsOf } from '../../stages/data/run/documents';
import { readManifest } from '../../stages/data/run/manifest';
import { STEPS, type RunSettings } from '../../stages/data/run/settings';
import { readTable } from '../../stages/data/run/table';
import { firstFailure, ruleName } from '../../stages/data/rules/rule';
import { curatedOf, isAdded, madeBy, type AddedLine, type CuratedLine } from './added';
import { copyWhy, strataOf } from './copy-why';
import { outcomeOf } from './earlier-run';
import { excludedOf, measured, rounded, type Excluded } from './excluded';
import type { Workspace } from './workspace';
import { readJson } from '../../stages/data/engine/read-json';

/** A record's way: what each step did, and what each rule measured. */
export interface Way {
  readonly id: string;
  /** Of a copy, the record that it comes from: the steps are that one's, and those that made the copy. */
  readonly copyOf?: string;
  readonly steps: readonly WayStep[];
  readonly rules: readonly {
    readonly rule: string;
    readonly value: number;
    readonly allowed: string;
    readonly passed: boolean;
  }[];
  /** Copies that were made of it, each with the rules that made it. */
  readonly copies?: readonly { readonly id: string; readonly by: readonly string[] }[];
  /** The cleaned text. */
  readonly text?: string;
}

/** What one step did. */
export interface WayStep {
  readonly step: string;
  readonly outcome: string;
  readonly why: string;
}

/** Undefined where the run has neither such a record nor such a copy. */
export async function wayOf(workspace: Workspace, run: string, id: string): Promise<Way | undefined> {
  const store = workspace.run(run);
  const signed = await readManifest(store);
  const { own, copies } = await curatedAbout(store, signed, id);
  if (own !== undefined && isAdded(own)) return copyWay(workspace, run, signed, own);
  const record = await recordOf(workspace, run, signed, id, own);
  if (record === undefined || copies.length === 0) return record?.way;
  return { ...record.way, copies: copies.map((copy) => ({ id: copy.id, by: madeBy(copy) })) };
}

/** The way of the record that a copy comes from, and what made the copy before it was written. */
async function copyWay(
  workspace: Workspace,
  run: string,
  signed: SignedManifest,
  copy: AddedLine,
): Promise<Way | undefined> {
  const store = workspace.run(run);
  const { id, copyOf, text } = copy;
  const { own: first } = await curatedAbout(store, signed, copyOf);
  const origin = await recordOf(workspace, run, signed, copyOf, first);
  if (origin === undefined) return undefined;
  const strata = await strataOf(store);
  const made = madeBy(copy).map((rule): WayStep => {
    return { step: 'balance', outcome: 'copied', why: `${rule}: ${copyWhy(rule, copy, origin.facet, strata)}` };
  });
  const { steps, rules } = origin.way;
  return { id, copyOf, steps: [...steps.slice(0, -1), ...made, ...steps.slice(-1)], rules, text };
}

/** The curated line of that id, and those that are copies of it. */
async function curatedAbout(store: Store, signed: SignedManifest, id: string) {
  let own: CuratedLine | undefined;
  const copies: AddedLine[] = [];
  for await (const line of curatedOf(store, signed)) {
    if (line.id === id) own = line;
    else if (isAdded(line) && line.copyOf === id) copies.push(line);
  }
  return { own, copies };
}

/** A record's way, and its facet. */
async function recordOf(
  workspace: Workspace,
  run: string,
  signed: SignedManifest,
  id: string,
  curated: CuratedLine | undefined,
): Promise<{ readonly way: Way; readonly facet: string } | undefined> {
  const store = workspace.run(run);
  let excluded: Excluded | undefined;
  for await (const one of excludedOf(store, signed)) if (one.id === id) excluded = one;
  const steps = stepsOf(excluded, curated);
  const { parts } = await outcomeOf(workspace, run);
  for (const { cleaned } of parts) {
    let row = 0;
    for await (const document of documentsOf(store, cleaned.documents)) {
      if (document.id !== id) {
        row++;
        continue;
      }
      const settings = await readJson<RunSettings>(store, 'settings.json');
      const attributes = (await readTable(store, cleaned.attributes))[row] ?? {};
      const way = { id, steps, rules: rulesOf(settings, attributes), text: document.text };
      return { way, facet: String(attributes['facet'] ?? '') };
    }
  }
  return excluded === undefined ? undefined : { way: { id, steps, rules: [] }, facet: '' };
}

function stepsOf(excluded: Excluded | undefined, curated: CuratedLine | undefined): WayStep[] {
  const last = excluded === undefined ? STEPS.length : STEPS.findIndex((step) => step === excluded.step);
  const passed = STEPS.slice(0, last).map((step): WayStep => {
    const weight = step === 'balance' ? curated?.weight : undefined;
    return { step, outcome: 'kept', why: weight === undefined ? '' : `with the weight ${rounded(weight)}` };
  });
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
