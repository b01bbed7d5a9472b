import { Stack } from 'aws-cdk-lib';
import {
  CfnSecurityGroupIngress,
  CfnVPCEndpoint,
  type CfnSecurityGroup,
  type CfnVPC,
  type ISubnet,
} from 'aws-cdk-lib/aws-ec2';
import type { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ClosedGroup } from './closed-group';
import { EndpointService } from './endpoint-service';

export interface NetworkDoorProps {
  readonly vpc: CfnVPC;
  readonly label: string;
  readonly service: EndpointService;
  /** The subnets that hold the endpoint's network interfaces. */
  readonly subnets: ISubnet[];
  readonly policy: PolicyDocument;
}

/**
 * One AWS service's private endpoint, with its own policy and its own security group.
 *
 * S3 has an interface endpoint too, not the gateway kind: only so can security groups name each other all the way. A gateway
 * endpoint would need egress, and network ACLs, to S3's public ranges.
 */
export class NetworkDoor extends Construct {
  public readonly group: CfnSecurityGroup;
  public readonly endpointId: string;

  public constructor(scope: Construct, id: string, props: NetworkDoorProps) {
    super(scope, id);
    this.group = new ClosedGroup(this, 'Inbound', {
      vpc: props.vpc,
      label: props.label,
      description: `${props.label} endpoint`,
    }).group;
    this.endpointId = new CfnVPCEndpoint(this, 'Endpoint', {
      vpcId: props.vpc.ref,
      vpcEndpointType: 'Interface',
      serviceName: `com.amazonaws.${Stack.of(this).region}.${props.service}`,
      subnetIds: props.subnets.map((subnet) => subnet.subnetId),
      securityGroupIds: [this.group.attrGroupId],
      privateDnsEnabled: true,
      // Without it S3's private names would be for on-premises resolvers only, and wait for a gateway endpoint.
      ...(props.service === EndpointService.S3 && {
        dnsOptions: { dnsRecordIpType: 'ipv4', privateDnsOnlyForInboundResolverEndpoint: 'AllResolvers' },
      }),
      policyDocument: props.policy,
      tags: [{ key: 'Name', value: props.label }],
    }).ref;
  }

  /** Lets a tier's members in, by HTTPS. Their own group names this door among those it reaches. */
  public open(from: CfnSecurityGroup, tier: string): void {
    new CfnSecurityGroupIngress(this, `From-${tier}`, {
      groupId: this.group.attrGroupId,
      sourceSecurityGroupId: from.attrGroupId,
      ipProtocol: 'tcp',
      fromPort: 443,
      toPort: 443,
      description: `HTTPS from ${from.groupDescription}`,
    });
  }
}
