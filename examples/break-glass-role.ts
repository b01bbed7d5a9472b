import { App, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { AlarmTopic } from '../constructs/alarms/alarm-topic';
import { BreakGlassRole } from '../constructs/identity/break-glass-role';
import { KeyRing } from '../constructs/keys/key-ring';
import { DataClass } from '../contract/data-class';

/** One role that may shorten the locks of one archive: with a second factor, for an hour, and heard by everybody on call. */
export function example(): App {
  const app = new App({
    analyticsReporting: false,
    context: { ...CURRENTLY_RECOMMENDED_FLAGS, '@aws-cdk/core:enablePartitionLiterals': true },
  });
  const stack = new Stack(app, 'Operations', { env: { account: '111122223333', region: 'eu-central-1' } });
  const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;
  const keys = new KeyRing(stack, 'Keys', {
    name: 'acme-llm',
    organizationId: 'o-a1b2c3d4e5',
    dataClasses: [DataClass.LOG],
    administratorArns: [role('key-administrator')],
  });
  const archive = 'arn:aws:s3:::acme-llm-log-archive-111122223333-eu-central-1/*';

  new BreakGlassRole(stack, 'BreakGlass', {
    name: 'acme-llm',
    organizationId: 'o-a1b2c3d4e5',
    principalArns: [role('on-call')],
    statements: [new PolicyStatement({ actions: ['s3:BypassGovernanceRetention'], resources: [archive] })],
    acceptedWildcards: [
      { resource: archive, reason: 'the objects of this one archive: any of them may have to be erased' },
    ],
    alarmTopic: new AlarmTopic(stack, 'Alarms', {
      name: 'acme-llm',
      key: keys.key(DataClass.LOG),
      email: 'on-call@example.com',
    }).topic,
  });
  return app;
}
