import { DescribeRuleCommand, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { gather, pages, text, type Reader } from '../reader';

export const RULES: Reader = {
  types: ['AWS::Events::Rule'],
  calls: {
    'events:DescribeRule': ['events:DescribeRule'],
    'events:ListTargetsByRule': ['events:ListTargetsByRule'],
  },
  defaults: { State: 'ENABLED', EventBusName: 'default' },
  read({ physicalId, properties: meant }, { clients: { events } }) {
    // A rule of another bus is `bus|name`.
    const [bus, name] = physicalId.includes('|') ? physicalId.split('|') : [text(meant['EventBusName']), physicalId];
    const EventBusName = bus === '' ? undefined : bus;
    return gather(
      [
        {
          of: ['Description', 'EventBusName', 'EventPattern', 'Name', 'RoleArn', 'ScheduleExpression', 'State'],
          read: async () => {
            const rule = await events.send(new DescribeRuleCommand({ Name: name, EventBusName }));
            return {
              Description: rule.Description,
              EventBusName: rule.EventBusName,
              EventPattern:
                rule.EventPattern === undefined || rule.EventPattern === ''
                  ? undefined
                  : (JSON.parse(rule.EventPattern) as unknown),
              Name: 'Name' in meant ? rule.Name : undefined,
              RoleArn: rule.RoleArn,
              ScheduleExpression: rule.ScheduleExpression,
              State: rule.State,
            };
          },
        },
        {
          of: ['Targets'],
          read: async () => {
            const targets = await pages(async (NextToken) => {
              const page = await events.send(new ListTargetsByRuleCommand({ Rule: name, EventBusName, NextToken }));
              return { items: page.Targets, next: page.NextToken };
            });
            return { Targets: targets };
          },
        },
      ],
      ['ResourceNotFoundException'],
    );
  },
};
