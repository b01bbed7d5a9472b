import { CfnSecurityGroupEgress, CfnSecurityGroupIngress, type CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { NetworkError } from './network-error';

export interface GroupRuleProps {
  readonly from: CfnSecurityGroup;
  readonly to: CfnSecurityGroup;
  /** A TCP port. */
  readonly port: number;
  readonly description: string;
}

/**
 * Lets the members of one security group open connections to one port of another's.
 *
 * @throws NetworkError `NETWORK_PORT_INVALID`
 */
export class GroupRule extends Construct {
  public constructor(scope: Construct, id: string, { from, to, port, description }: GroupRuleProps) {
    super(scope, id);
    if (!Number.isInteger(port) || port < 1 || port > 65535) {
      throw new NetworkError('NETWORK_PORT_INVALID', `port must be a whole number from 1 to 65535, got ${port}`);
    }
    const rule = { ipProtocol: 'tcp', fromPort: port, toPort: port, description };
    new CfnSecurityGroupEgress(this, 'Out', {
      ...rule,
      groupId: from.attrGroupId,
      destinationSecurityGroupId: to.attrGroupId,
    });
    new CfnSecurityGroupIngress(this, 'In', {
      ...rule,
      groupId: to.attrGroupId,
      sourceSecurityGroupId: from.attrGroupId,
    });
  }
}
