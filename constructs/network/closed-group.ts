import { CfnSecurityGroup, type CfnVPC } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

/**
 * A group without an egress rule would get AWS's default one, to everywhere. Only a declared rule takes its place,
 * so a group that may open no connection has this one: to the loopback address, which never leaves its own host.
 */
const NO_EGRESS: CfnSecurityGroup.EgressProperty = {
  cidrIp: '127.0.0.1/32',
  ipProtocol: 'tcp',
  fromPort: 443,
  toPort: 443,
  description: 'Nowhere: takes the place of the default rule to everywhere',
};

export interface ClosedGroupProps {
  readonly vpc: CfnVPC;
  readonly label: string;
  readonly description: string;
  /** Groups that members may reach by HTTPS. @default - none */
  readonly reaches?: CfnSecurityGroup[];
}

/** A security group that lets nothing in, and out only to the groups it names, by HTTPS. */
export class ClosedGroup extends Construct {
  public readonly group: CfnSecurityGroup;

  public constructor(scope: Construct, id: string, props: ClosedGroupProps) {
    super(scope, id);
    const egress = (props.reaches ?? []).map((target) => ({
      destinationSecurityGroupId: target.attrGroupId,
      ipProtocol: 'tcp',
      fromPort: 443,
      toPort: 443,
      description: `HTTPS to ${target.groupDescription}`,
    }));
    this.group = new CfnSecurityGroup(this, 'Group', {
      vpcId: props.vpc.ref,
      groupDescription: props.description,
      securityGroupEgress: egress.length > 0 ? egress : [NO_EGRESS],
      tags: [{ key: 'Name', value: props.label }],
    });
  }
}
