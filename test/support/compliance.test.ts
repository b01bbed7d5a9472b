import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { guardFindings, lintFindings, openFindings, testStack } from './compliance';

test('a bare bucket is found by the packs and by Control Tower', () => {
  const stack = testStack();
  new CfnBucket(stack, 'Bare');
  expect(openFindings(stack)).toContainEqual(expect.stringContaining('AwsSolutions-S1'));
  expect(guardFindings(stack)).toContainEqual(expect.stringContaining('Bare'));
});

test('cfn-lint sees a property that does not exist', async () => {
  const stack = testStack();
  const bucket = new CfnBucket(stack, 'Odd');
  bucket.addPropertyOverride('NoSuchProperty', true);
  const findings = await lintFindings(stack);
  if (findings) expect(findings).toContainEqual(expect.stringContaining('NoSuchProperty'));
});
