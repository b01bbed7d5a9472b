import { Stack, type CfnResource } from 'aws-cdk-lib';
import { NagRuleCompliance, type IApplyRule, type NagPack } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { WAIVER_METADATA, type Waiver } from '../../contract/waiver';
import type { LedgerRow, Outcome } from '../ledger/row';

/** cdk-nag keeps `applyRule` protected; it is the one place that sees every rule, resource and outcome. */
interface OpenPack {
  applyRule(params: IApplyRule): void;
}

/**
 * Runs a pack over a construct tree and returns a row for every rule and resource, not only the violations.
 * A rule that throws (a token it cannot read) is *not evaluated*, where cdk-nag itself would report a violation.
 */
export function record(pack: NagPack, scope: IConstruct): LedgerRow[] {
  const rows: LedgerRow[] = [];
  const open = pack as unknown as OpenPack;
  const original = open.applyRule;
  open.applyRule = (params) => rows.push(...rowsOf(pack.readPackName, params));
  try {
    pack.validateScope(scope);
  } finally {
    open.applyRule = original;
  }
  return rows;
}

function rowsOf(pack: string, params: IApplyRule): LedgerRow[] {
  const rule = `${pack}-${params.ruleSuffixOverride ?? params.rule.name}`;
  const row = (finding: string, outcome: Outcome, detail = params.info): LedgerRow => ({
    pack,
    rule,
    finding,
    ...placeOf(params.node),
    outcome,
    detail,
  });
  try {
    const result = params.rule(params.node);
    if (result === NagRuleCompliance.COMPLIANT) return [row(rule, 'compliant')];
    if (result === NagRuleCompliance.NOT_APPLICABLE) return [row(rule, 'not applicable')];
    const findings = Array.isArray(result) ? result.map((finding) => `${rule}[${finding}]`) : [rule];
    if (findings.length === 0) return [row(rule, 'compliant')];
    return findings.map((finding) => {
      const waiver = waiverFor(params.node, finding);
      return waiver ? { ...row(finding, 'accepted'), waiver } : row(finding, 'non-compliant');
    });
  } catch (error) {
    return [row(rule, 'not evaluated', error instanceof Error ? error.message : String(error))];
  }
}

/** Where a resource stands: its stack, logical id, type and construct path. */
export function placeOf(node: CfnResource): Pick<LedgerRow, 'stack' | 'logicalId' | 'resourceType' | 'path'> {
  const stack = Stack.of(node);
  return {
    stack: stack.stackName,
    logicalId: stack.resolve(node.logicalId) as string,
    resourceType: node.cfnResourceType,
    path: node.node.path,
  };
}

/** The waiver written on this very resource for this finding: one on an ancestor does not count. */
function waiverFor(node: CfnResource, finding: string): Waiver | undefined {
  return waiversOn(node).find((waiver) => waiver.id === finding);
}

export function waiversOn(node: IConstruct): Waiver[] {
  return node.node.metadata.filter((entry) => entry.type === WAIVER_METADATA).map((entry) => entry.data as Waiver);
}
