import type { NetworkAclEntry } from '@aws-sdk/client-ec2';
import type { Live } from '../reader';
import type { Extra } from '../verdict';
import { routeTables, securityGroups, subnets, vpcEndpoints } from './ec2-lists';
import {
  egressOnlyGateways,
  internetGateways,
  natGateways,
  networkAcls,
  peerings,
  transitAttachments,
  vpnGateways,
} from './vpc-lists';

/** The looks into a VPC, each by the name of what it looks for. One call looks into all VPCs of the templates. */
export function inside(live: Live, vpc: string, parts: Extra[]): Readonly<Record<string, () => Promise<void>>> {
  const add = (kind: string, ids: readonly (string | undefined)[], detail: string): void => {
    for (const id of ids) {
      // A peering inside of the VPC is found from both its sides.
      const known = parts.some((one) => one.kind === kind && one.id === id);
      if (id !== undefined && !known) parts.push(partOf(kind, id, detail, vpc));
    }
  };
  return {
    'internet gateways': async () => {
      const here = (await internetGateways(live)).filter(({ Attachments = [] }) => isAt(Attachments, vpc));
      add(
        'internet gateway',
        here.map((one) => one.InternetGatewayId),
        'an internet gateway is attached',
      );
    },
    'egress-only internet gateways': async () => {
      const here = (await egressOnlyGateways(live)).filter(({ Attachments = [] }) => isAt(Attachments, vpc));
      add(
        'egress-only internet gateway',
        here.map((one) => one.EgressOnlyInternetGatewayId),
        'a way out by IPv6',
      );
    },
    'NAT gateways': async () => {
      const here = (await natGateways(live)).filter(
        (one) => one.VpcId === vpc && !/^(?:delet|failed)/.test(one.State ?? ''),
      );
      add(
        'NAT gateway',
        here.map((one) => one.NatGatewayId),
        'a NAT gateway stands in the VPC',
      );
    },
    'VPN gateways': async () => {
      const here = (await vpnGateways(live)).filter(({ VpcAttachments = [] }) =>
        isAt(
          VpcAttachments.filter(({ State }) => State !== 'detached'),
          vpc,
        ),
      );
      add(
        'VPN gateway',
        here.map((one) => one.VpnGatewayId),
        'a VPN gateway is attached',
      );
    },
    peerings: async () => {
      const here = (await peerings(live)).filter(
        ({ RequesterVpcInfo, AccepterVpcInfo, Status }) =>
          (RequesterVpcInfo?.VpcId === vpc || AccepterVpcInfo?.VpcId === vpc) && !GONE_PEERING.test(Status?.Code ?? ''),
      );
      add(
        'peering connection',
        here.map((one) => one.VpcPeeringConnectionId),
        'the VPC is peered with another',
      );
    },
    'transit gateway attachments': async () => {
      const here = (await transitAttachments(live)).filter(
        (one) => one.VpcId === vpc && !GONE_PEERING.test(one.State ?? ''),
      );
      add(
        'transit gateway attachment',
        here.map((one) => one.TransitGatewayAttachmentId),
        'a transit gateway is attached',
      );
    },
    endpoints: async () => {
      const here = [...(await vpcEndpoints(live)).values()].filter(
        (one) => one.VpcId === vpc && !/^delet/i.test(one.State ?? ''),
      );
      for (const { VpcEndpointId, ServiceName } of here)
        add('endpoint', [VpcEndpointId], `a door to ${ServiceName ?? '?'}`);
    },
    subnets: async () => {
      const here = [...(await subnets(live)).values()].filter((one) => one.VpcId === vpc);
      for (const { SubnetId, CidrBlock } of here) add('subnet', [SubnetId], `a subnet ${CidrBlock ?? ''}`);
    },
    'route tables': async () => {
      const here = (await routeTables(live)).filter((one) => one.VpcId === vpc);
      for (const { RouteTableId, Associations = [], Routes = [] } of here) {
        const isMain = Associations.some(({ Main }) => Main === true);
        // Each VPC has a main table. It is left alone while it leads nowhere.
        const leads = Routes.filter(({ GatewayId }) => GatewayId !== 'local').length;
        if (!isMain || leads > 0)
          add('route table', [RouteTableId], isMain ? `the main table has ${leads} routes` : 'a table');
      }
    },
    'security groups': async () => {
      const here = [...(await securityGroups(live)).values()].filter(
        (one) => one.VpcId === vpc && one.GroupName !== 'default',
      );
      for (const { GroupId, GroupName } of here) add('security group', [GroupId], `the group ${GroupName ?? ''}`);
    },
    'network ACLs': async () => {
      for (const acl of (await networkAcls(live)).filter((one) => one.VpcId === vpc)) {
        const id = acl.NetworkAclId ?? '';
        if (acl.IsDefault !== true) add('network ACL', [id], 'a network ACL');
        else {
          const own = (acl.Entries ?? []).filter((entry) => !isUsual(entry));
          add(
            'network ACL entry',
            own.map((entry) => entryId(id, entry)),
            'a rule that AWS did not make',
          );
        }
      }
    },
  };
}

const GONE_PEERING = /^(?:deleted|deleting|rejected|rejecting|expired|failed)$/;

function isAt(attachments: readonly { readonly VpcId?: string }[], vpc: string): boolean {
  return attachments.some(({ VpcId }) => VpcId === vpc);
}

/** The entries that the default ACL of a VPC is born with: all may pass, and what remains may not. */
function isUsual({ RuleNumber, RuleAction, Protocol, CidrBlock, Ipv6CidrBlock }: NetworkAclEntry): boolean {
  const all = Protocol === '-1' && (CidrBlock === '0.0.0.0/0' || Ipv6CidrBlock === '::/0');
  const number = RuleNumber ?? 0;
  return (
    all && (number >= 32767 ? RuleAction === 'deny' : (number === 100 || number === 101) && RuleAction === 'allow')
  );
}

function entryId(acl: string, { Egress, RuleNumber }: NetworkAclEntry): string {
  return `${acl}/${Egress === true ? 'egress' : 'ingress'}/${RuleNumber ?? 0}`;
}

/** Gateways also as a template would declare them, so that the proofs see the way out. */
function partOf(kind: string, id: string, detail: string, vpc: string): Extra {
  const part = { kind, id, detail: `${detail}: ${id}` };
  if (kind === 'internet gateway') {
    return { ...part, type: 'AWS::EC2::VPCGatewayAttachment', properties: { VpcId: vpc, InternetGatewayId: id } };
  }
  return part;
}
