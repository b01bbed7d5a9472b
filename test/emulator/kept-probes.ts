import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  CreateStageCommand,
  GetResourcesCommand,
  GetStageCommand,
  PutIntegrationCommand,
  PutMethodCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { CreateWebACLCommand, GetWebACLCommand, WAFV2Client } from '@aws-sdk/client-wafv2';
import type { Clients } from './readback/reading';

/** What a repair of `server/kept.py` restores, shown with it and without. */
export const KEPT_PROBES = {
  trails_are_looked_up: {
    behaviour: 'CloudTrail answers who looks for events',
    ask: async (clients: Clients) => {
      const trails = new CloudTrailClient({ ...clients.access, maxAttempts: 1 });
      const found = trails.send(new LookupEventsCommand({ MaxResults: 1 }));
      return found.then(
        ({ Events }) => Events,
        (error: Error) => error.name,
      );
    },
    repaired: [],
    unrepaired: 'SyntaxError',
  },
  queues_keep_whom_they_allow: {
    behaviour: 'SQS tells which queues may use one for their dead letters',
    ask: async (clients: Clients) => {
      const sqs = clients.of(SQSClient);
      const Attributes = { RedriveAllowPolicy: '{"redrivePermission":"denyAll"}' };
      const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'allowing', Attributes }));
      const is = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
      return is.Attributes?.['RedriveAllowPolicy'];
    },
    repaired: '{"redrivePermission":"denyAll"}',
    unrepaired: undefined,
  },
  queues_keep_their_policy: {
    behaviour: 'SQS leaves a policy as it is where another attribute is set',
    ask: async (clients: Clients) => {
      const sqs = clients.of(SQSClient);
      const Statement = { Sid: 'Closed', Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: '*' };
      const Attributes = { Policy: JSON.stringify({ Version: '2012-10-17', Statement }) };
      const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'closed', Attributes }));
      await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: '31' } }));
      const is = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
      return [is.Attributes?.['VisibilityTimeout'], is.Attributes?.['Policy']?.includes('Closed')];
    },
    repaired: ['31', true],
    unrepaired: ['31', undefined],
  },
  web_acls_keep_what_they_hide: {
    behaviour: 'WAF keeps which fields its logs do not show',
    ask: async (clients: Clients) => {
      const waf = clients.of(WAFV2Client);
      const about = { Name: 'hiding', Scope: 'REGIONAL' } as const;
      const made = await waf.send(
        new CreateWebACLCommand({
          ...about,
          DefaultAction: { Allow: {} },
          VisibilityConfig: { SampledRequestsEnabled: false, CloudWatchMetricsEnabled: false, MetricName: 'hiding' },
          DataProtectionConfig: { DataProtections: [{ Action: 'HASH', Field: { FieldType: 'BODY' } }] },
        }),
      );
      const { WebACL } = await waf.send(new GetWebACLCommand({ ...about, Id: made.Summary?.Id }));
      return WebACL?.DataProtectionConfig?.DataProtections?.[0]?.Action;
    },
    repaired: 'HASH',
    unrepaired: undefined,
  },
  stages_keep_their_certificate: {
    behaviour: 'API Gateway takes and tells the certificate of a stage',
    ask: async (clients: Clients) => {
      const gateway = clients.of(APIGatewayClient);
      const { id: restApiId } = await gateway.send(new CreateRestApiCommand({ name: 'certified' }));
      const { items = [] } = await gateway.send(new GetResourcesCommand({ restApiId }));
      const parentId = items[0]?.id;
      const { id: resourceId } = await gateway.send(new CreateResourceCommand({ restApiId, parentId, pathPart: 'x' }));
      const method = { restApiId, resourceId, httpMethod: 'GET' };
      await gateway.send(new PutMethodCommand({ ...method, authorizationType: 'NONE' }));
      await gateway.send(new PutIntegrationCommand({ ...method, type: 'MOCK' }));
      const { id: deploymentId } = await gateway.send(new CreateDeploymentCommand({ restApiId }));
      await gateway.send(new CreateStageCommand({ restApiId, stageName: 'v1', deploymentId }));
      const patchOperations = [{ op: 'replace' as const, path: '/clientCertificateId', value: 'c1' }];
      await gateway.send(new UpdateStageCommand({ restApiId, stageName: 'v1', patchOperations }));
      return (await gateway.send(new GetStageCommand({ restApiId, stageName: 'v1' }))).clientCertificateId;
    },
    repaired: 'c1',
    unrepaired: undefined,
  },
};
