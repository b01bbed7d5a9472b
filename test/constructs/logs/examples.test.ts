import type { App, Stack } from 'aws-cdk-lib';
import { example as accessLogBucket } from '../../../examples/access-log-bucket';
import { example as auditTrail } from '../../../examples/audit-trail';
import { example as invocationLogging } from '../../../examples/invocation-logging';
import { example as logVault } from '../../../examples/log-vault';
import { openFindings } from '../../support/compliance';

test.each<[string, () => App]>([
  ['access-log-bucket', accessLogBucket],
  ['audit-trail', auditTrail],
  ['invocation-logging', invocationLogging],
  ['log-vault', logVault],
])('the example %s synthesizes, and nothing in it is open', (_, example) => {
  const app = example();
  const [stack] = app.node.children;
  expect(openFindings(stack as Stack)).toEqual([]);
  expect(app.synth().stacks).toHaveLength(1);
});
