import { missing, text, type Reader } from '../reader';
import { LIST_CALLS, securityGroups } from './ec2-lists';

/** The default security group of a VPC, from which a handler of the deployment takes every rule. */
export const DEFAULT_GROUPS: Reader = {
  types: ['Custom::VpcRestrictDefaultSG'],
  calls: LIST_CALLS.groups,
  defaults: { Rules: 0 },
  onlyInTemplates: ['ServiceToken', 'Account'],
  async read({ physicalId, properties }, live) {
    const groups = await securityGroups(live);
    const named = text(properties['SecurityGroupId']);
    // Which group is the default one only the VPC tells; there is one in each that the templates make.
    const vpcs = live.ids('AWS::EC2::VPC');
    const group =
      groups.get(named) ??
      groups.get(physicalId) ??
      (vpcs.length === 1
        ? [...groups.values()].find((one) => one.VpcId === vpcs[0] && one.GroupName === 'default')
        : undefined);
    if (!group) return missing('there is no such security group');
    const rules = (group.IpPermissions?.length ?? 0) + (group.IpPermissionsEgress?.length ?? 0);
    return { kind: 'read', properties: { SecurityGroupId: group.GroupId, Rules: rules } };
  },
};
