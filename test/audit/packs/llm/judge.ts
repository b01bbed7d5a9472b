import { App, CfnParameter, CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { LedgerRow } from '../../../../audit/ledger/row';
import { LlmPipelineChecks } from '../../../../audit/packs/llm/pack';
import { record } from '../../../../audit/packs/recorder';
import type { Fixture } from './fixtures/fixture';

export function stackOf(fixture: Fixture): Stack {
  const stack = new Stack(new App({ analyticsReporting: false }), 'Test', {
    env: { account: '111122223333', region: 'eu-central-1' },
  });
  new CfnParameter(stack, 'Parameter');
  for (const [id, { Type, Properties }] of Object.entries(fixture)) {
    new CfnResource(stack, id, { type: Type, properties: Properties });
  }
  return stack;
}

export function rowsOf(scope: IConstruct, logicalId = 'R'): LedgerRow[] {
  return record(new LlmPipelineChecks(), scope).filter((row) => row.logicalId === logicalId);
}

/** What the rule says of `R`: its outcome, or the worst where it has several findings. */
export function outcomeOf(scope: IConstruct, rule: string, logicalId = 'R'): string {
  const outcomes = rowsOf(scope, logicalId)
    .filter((row) => row.rule === `LlmPipeline-${rule}`)
    .map((row) => row.outcome);
  return outcomes.length === 0 ? 'not asked' : [...new Set(outcomes)].join(', ');
}
