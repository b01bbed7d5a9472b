import { liveReads } from '../../../audit/live/reads';
import { rolePolicy } from '../../../audit/live/role-policy';
import { LIVE_READS } from '../../../contract/live-reads';

test('what the construct lets its role read is what the readers declare; `npx tsx audit/live/export-reads.ts` mends it', () => {
  expect(LIVE_READS).toEqual(liveReads());
});

test('grouping loses no action, and adds none', () => {
  const grouped = liveReads().flatMap(({ actions }) => actions);
  expect(grouped).toHaveLength(new Set(grouped).size);
  expect([...grouped].sort()).toEqual(
    rolePolicy()
      .Statement.flatMap(({ Action }) => Action)
      .sort(),
  );
});

test('what only CloudFormation sends is apart from what the readers send', () => {
  const byCloudFormation = liveReads()
    .filter((read) => read.byCloudFormation)
    .flatMap(({ actions }) => actions);
  expect(byCloudFormation).toContain('route53resolver:GetFirewallRuleGroup');
  expect(byCloudFormation).not.toContain('cloudformation:DetectStackResourceDrift');
  expect(
    byCloudFormation.filter((action) => !/^(route53resolver|application-autoscaling|glue|scheduler):/.test(action)),
  ).toEqual([]);
});
