import { Stack } from 'aws-cdk-lib';
import type { CfnVPC } from 'aws-cdk-lib/aws-ec2';
import {
  CfnFirewallDomainList,
  CfnFirewallRuleGroup,
  CfnFirewallRuleGroupAssociation,
} from 'aws-cdk-lib/aws-route53resolver';
import { Construct } from 'constructs';
import { NetworkError } from './network-error';

const DOMAIN = /^(\*\.)?([a-z0-9-]+\.)+[a-z0-9-]+$/;

export interface DnsFirewallProps {
  readonly name: string;
  readonly vpc: CfnVPC;
  /** Names that may be asked for; `*.` in front stands for all names below. */
  readonly allowedDomains: string[];
}

/**
 * Answers DNS questions for the allowed names and for no other: a name that no one answers carries no data out.
 *
 * When the firewall itself fails, VPCs get no answers: that is Route 53's default as long as no `FirewallConfig` says otherwise,
 * and the network refuses a template with one.
 *
 * @throws NetworkError `NETWORK_DOMAIN_INVALID`
 */
export class DnsFirewall extends Construct {
  public constructor(scope: Construct, id: string, props: DnsFirewallProps) {
    super(scope, id);
    props.allowedDomains.forEach(refuseWide);
    const allowed = this.list('Allowed', `${props.name}-allowed`, [
      ...new Set([...props.allowedDomains, internalNames(Stack.of(this).region)]),
    ]);
    const all = this.list('All', `${props.name}-all`, ['*']);
    const rules = new CfnFirewallRuleGroup(this, 'Rules', {
      name: `${props.name}-dns`,
      firewallRules: [
        { priority: 100, action: 'ALLOW', firewallDomainListId: allowed },
        { priority: 200, action: 'BLOCK', blockResponse: 'NODATA', firewallDomainListId: all },
      ],
    });
    new CfnFirewallRuleGroupAssociation(this, 'Association', {
      name: `${props.name}-dns`,
      firewallRuleGroupId: rules.attrId,
      vpcId: props.vpc.ref,
      priority: 101,
      // ENABLED would also stop CloudFormation from rolling back or deleting its own stack.
      mutationProtection: 'DISABLED',
    });
  }

  private list(id: string, name: string, domains: string[]): string {
    return new CfnFirewallDomainList(this, id, { name, domains: domains.sort() }).attrId;
  }
}

/** Host names inside the VPC, which the resolver answers by itself. */
function internalNames(region: string): string {
  return region === 'us-east-1' ? '*.ec2.internal' : `*.${region}.compute.internal`;
}

function refuseWide(domain: string): void {
  if (DOMAIN.test(domain)) return;
  throw new NetworkError(
    'NETWORK_DOMAIN_INVALID',
    `allowedDomains must be names of at least two labels, with *. in front at most, got ${domain}`,
  );
}
