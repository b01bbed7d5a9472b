/** EC2, as far as closing a group needs it. */
export interface Ec2 {
  /** @throws Error whose `name` is EC2's error code */
  call(
    action: 'RevokeSecurityGroupEgress' | 'RevokeSecurityGroupIngress',
    parameters: Record<string, string>,
  ): Promise<void>;
}

/** EC2's code for a rule that is already gone. */
const GONE = 'InvalidPermission.NotFound';

/** Takes from a default security group the two rules that AWS gives it. A rule that is already gone is as good as taken. */
export async function closeGroup(ec2: Ec2, groupId: string, account: string): Promise<void> {
  await taken(
    ec2.call('RevokeSecurityGroupEgress', {
      GroupId: groupId,
      'IpPermissions.1.IpProtocol': '-1',
      'IpPermissions.1.IpRanges.1.CidrIp': '0.0.0.0/0',
    }),
  );
  await taken(
    ec2.call('RevokeSecurityGroupIngress', {
      GroupId: groupId,
      'IpPermissions.1.IpProtocol': '-1',
      'IpPermissions.1.Groups.1.GroupId': groupId,
      'IpPermissions.1.Groups.1.UserId': account,
    }),
  );
}

async function taken(call: Promise<void>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof Error && error.name === GONE)) throw error;
  }
}
