import { App, CfnOutput, Fn, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { controlTower } from '../../../audit/packs/guard';
import { readTemplates } from '../../../audit/ledger/templates';

/** Two stacks: one has a key and exports it, or does not; the other encrypts a log group with what it imports. */
async function verdict(exported: boolean): Promise<string[]> {
  const app = new App({ analyticsReporting: false });
  const owner = new Stack(app, 'Owner');
  const key = new Key(owner, 'Key', { enableKeyRotation: true });
  if (exported) new CfnOutput(owner, 'KeyArn', { value: key.keyArn, exportName: 'the-key' });
  const user = new Stack(app, 'User');
  new CfnLogGroup(user, 'Logs', { kmsKeyId: Fn.importValue('the-key') });
  const rows = await controlTower(readTemplates(app, app.synth()));
  return rows
    .filter((row) => row.rule === 'ControlTower-CT.CLOUDWATCH.PR.3' && row.stack === 'User')
    .map((row) => row.outcome);
}

test('an import of what another template of the assembly exports is followed', async () => {
  await expect(verdict(true)).resolves.toEqual(['compliant']);
});

test('an import of what nobody exports stays a violation', async () => {
  await expect(verdict(false)).resolves.toEqual(['non-compliant']);
});
