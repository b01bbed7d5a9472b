import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnResourcePolicy, LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct, type IDependable } from 'constructs';
import { GATEWAY_STAGE } from '../../contract/gateway';
import { logGroupKeyStatement } from '../logs/log-group-key';
import { firewallRules } from './firewall-rules';

export interface ApiFirewallProps {
  readonly name: string;
  readonly restApiId: string;
  /** The stage must exist before it can be guarded. */
  readonly stage: IDependable;
  /** Requests that one address may send in five minutes. */
  readonly ratePerFiveMinutes: number;
  readonly logKey: IKey;
  readonly logRetention: RetentionDays;
}

/** What signs a request: neither belongs into a log, where it could be replayed for minutes. */
const SIGNATURE_HEADERS = ['authorization', 'x-amz-security-token'];

/** The web ACL in front of the API's stage: size, rate and known attacks, each decision logged without the request's signature. */
export class ApiFirewall extends Construct {
  public readonly webAcl: CfnWebACL;

  public constructor(scope: Construct, id: string, props: ApiFirewallProps) {
    super(scope, id);
    const { region, partition } = Stack.of(this);
    this.webAcl = new CfnWebACL(this, 'WebAcl', {
      name: `${props.name}-api`,
      description: `${props.name}: guards the private API`,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      // All of a body that the gateway takes, not only its first 16 KiB.
      associationConfig: { requestBody: { API_GATEWAY: { defaultSizeInspectionLimit: 'KB_64' } } },
      dataProtectionConfig: {
        dataProtections: [
          { field: { fieldType: 'SINGLE_HEADER', fieldKeys: SIGNATURE_HEADERS }, action: 'SUBSTITUTION' },
          { field: { fieldType: 'BODY' }, action: 'SUBSTITUTION' },
        ],
      },
      rules: firewallRules(props.ratePerFiveMinutes),
      visibilityConfig: {
        cloudWatchMetricsEnabled: true,
        metricName: `${props.name}-api`,
        sampledRequestsEnabled: false,
      },
    });
    const association = new CfnWebACLAssociation(this, 'Association', {
      resourceArn: `arn:${partition}:apigateway:${region}::/restapis/${props.restApiId}/stages/${GATEWAY_STAGE}`,
      webAclArn: this.webAcl.attrArn,
    });
    association.node.addDependency(props.stage);
    this.log(props);
  }

  private log({ name, logKey, logRetention }: ApiFirewallProps): void {
    const { account, region, partition } = Stack.of(this);
    // WAF delivers only to groups whose names begin so.
    const logGroupName = `aws-waf-logs-${name}`;
    const logGroupArn = `arn:${partition}:logs:${region}:${account}:log-group:${logGroupName}`;
    logKey.addToResourcePolicy(logGroupKeyStatement(this, logGroupName));
    const logs = new LogGroup(this, 'Logs', {
      logGroupName,
      encryptionKey: logKey,
      retention: logRetention,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const delivery = new CfnResourcePolicy(this, 'Delivery', {
      policyName: `${name}-waf-logs`,
      policyDocument: JSON.stringify(deliveryPolicy(account, region, partition, logGroupArn)),
    });
    const logging = new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: this.webAcl.attrArn,
      logDestinationConfigs: [logGroupArn],
      redactedFields: SIGNATURE_HEADERS.map((Name) => ({ singleHeader: { Name } })),
    });
    logging.node.addDependency(logs, delivery);
  }
}

/** Lets AWS's log delivery, acting for this account, write the firewall's log. */
function deliveryPolicy(account: string, region: string, partition: string, logGroupArn: string): unknown {
  return new PolicyDocument({
    statements: [
      new PolicyStatement({
        principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [`${logGroupArn}:log-stream:*`],
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': `arn:${partition}:logs:${region}:${account}:*` },
        },
      }),
    ],
  }).toJSON();
}
