import { answer, type CustomResourceEvent } from '../custom-resource/answer';
import { closeGroup } from './close';
import { accessFrom, ec2Query } from './ec2-query';

/** Closes the VPC's default security group when the resource is made or changed. Its deletion gives nothing back. */
export async function handler(event: CustomResourceEvent): Promise<void> {
  await answer(event, async ({ RequestType, ResourceProperties }) => {
    const groupId = String(ResourceProperties['SecurityGroupId']);
    if (RequestType !== 'Delete') {
      await closeGroup(ec2Query(accessFrom(process.env)), groupId, String(ResourceProperties['Account']));
    }
    return groupId;
  });
}
