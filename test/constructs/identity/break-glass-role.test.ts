import { Match, Template } from 'aws-cdk-lib/assertions';
import type { Stack } from 'aws-cdk-lib';
import { example } from '../../../examples/break-glass-role';
import { guardFindings, openFindings } from '../../support/compliance';

const stack = (): Stack => example().node.findChild('Operations') as Stack;

test('nothing is open in the packs, nor in Control Tower', () => {
  expect(openFindings(stack())).toEqual([]);
  expect(guardFindings(stack())).toEqual([]);
});

test('every attempt to take the role reaches those on call', () => {
  Template.fromStack(stack()).hasResourceProperties('AWS::Events::Rule', {
    State: 'ENABLED',
    EventPattern: {
      detail: {
        eventName: ['AssumeRole'],
        requestParameters: { roleArn: ['arn:aws:iam::111122223333:role/acme-llm-break-glass'] },
      },
    },
    Targets: [{ Arn: { Ref: Match.stringLikeRegexp('^Alarms') }, Id: Match.anyValue() }],
  });
});
