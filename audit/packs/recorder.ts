import type { CfnResource } from 'aws-cdk-lib';
import { NagRuleCompliance, type IApplyRule, type NagPack } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { judge, notEvaluated } from '../ledger/judge';
import { placeOf } from '../ledger/place';
import type { LedgerRow, Outcome } from '../ledger/row';
import { RuleMemo } from './rule-memo';

/** cdk-nag keeps `applyRule` protected; it is the one place that sees every rule, resource and outcome. */
interface OpenPack {
  applyRule(params: IApplyRule): void;
}

export interface RecordOptions {
  /** The day of the run, `YYYY-MM-DD`: a waiver past its expiry accepts nothing. Without it no waiver expires. */
  readonly date?: string;
  /** Shared by the packs of one run, so that a rule that several packs hold is evaluated once. */
  readonly memo?: RuleMemo;
}

/**
 * Runs a pack over a construct tree and returns a row for every rule and resource, not only the violations.
 * A rule that throws (a token it cannot read) is *not evaluated*, where cdk-nag itself would report a violation.
 */
export function record(pack: NagPack, scope: IConstruct, options: RecordOptions = {}): LedgerRow[] {
  const rows: LedgerRow[] = [];
  const memo = options.memo ?? new RuleMemo();
  const open = pack as unknown as OpenPack;
  const original = open.applyRule;
  open.applyRule = (params) => recordRule(rows, pack.readPackName, params, memo, options.date);
  try {
    pack.validateScope(scope);
  } finally {
    open.applyRule = original;
  }
  return rows;
}

function recordRule(rows: LedgerRow[], pack: string, params: IApplyRule, memo: RuleMemo, date?: string): void {
  const { node, info } = params;
  const rule = `${pack}-${params.ruleSuffixOverride ?? params.rule.name}`;
  const answer = memo.ask(params.rule, node);
  if ('error' in answer) {
    rows.push(judge(notEvaluated(rowOf(pack, rule, node, 'not evaluated', info), answer.error), node, date));
    return;
  }
  const { result } = answer;
  if (result === NagRuleCompliance.NOT_APPLICABLE) {
    rows.push(rowOf(pack, rule, node, 'not applicable', info));
  } else if (result === NagRuleCompliance.COMPLIANT || (Array.isArray(result) && result.length === 0)) {
    rows.push(rowOf(pack, rule, node, 'compliant', info));
  } else if (result === NagRuleCompliance.NON_COMPLIANT) {
    rows.push(judge(rowOf(pack, rule, node, 'non-compliant', info), node, date));
  } else if (Array.isArray(result)) {
    const row = rowOf(pack, rule, node, 'non-compliant', info);
    for (const finding of new Set(result)) rows.push(judge({ ...row, finding: `${rule}[${finding}]` }, node, date));
  } else {
    const odd = new TypeError(`the rule returned ${JSON.stringify(result)}, which is no outcome`);
    rows.push(judge(notEvaluated(rowOf(pack, rule, node, 'not evaluated', info), odd), node, date));
  }
}

function rowOf(pack: string, rule: string, node: CfnResource, outcome: Outcome, detail: string): LedgerRow {
  const { stack, logicalId, resourceType, path } = placeOf(node);
  return { pack, rule, finding: rule, stack, logicalId, resourceType, path, outcome, detail };
}
