import { LookupEventsCommand, type Event } from '@aws-sdk/client-cloudtrail';
import type { Clients } from './clients';
import type { Change } from './verdict';

/** The calls of this file, with the IAM actions that each needs. */
export const HISTORY_CALLS: Readonly<Record<string, readonly string[]>> = {
  'cloudtrail:LookupEvents': ['cloudtrail:LookupEvents'],
};

/** The last write to a resource that no deployment made, as far as CloudTrail's event history of 90 days knows one. */
export async function lastChange(clients: Clients, names: readonly string[]): Promise<Change | undefined> {
  for (const name of names) {
    try {
      const { Events = [] } = await clients.cloudtrail.send(
        new LookupEventsCommand({
          LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: name }],
          MaxResults: 50,
        }),
      );
      const change = Events.flatMap((event) => changeOf(event) ?? []).sort((a, b) => (a.at < b.at ? 1 : -1))[0];
      if (change) return change;
    } catch {
      // That a resource is not as it was meant stands without knowing since when.
      return undefined;
    }
  }
  return undefined;
}

interface Detail {
  readonly userIdentity?: { readonly arn?: string; readonly invokedBy?: string; readonly principalId?: string };
  readonly errorCode?: string;
}

function changeOf({ EventTime, EventName, Username, ReadOnly, CloudTrailEvent }: Event): Change | undefined {
  if (ReadOnly === 'true' || EventTime === undefined || EventName === undefined) return undefined;
  const { userIdentity: who, errorCode } = detailOf(CloudTrailEvent);
  if (errorCode !== undefined || who?.invokedBy === 'cloudformation.amazonaws.com') return undefined;
  return { at: EventTime.toISOString(), by: who?.arn ?? Username ?? who?.principalId ?? 'unknown', event: EventName };
}

function detailOf(event: string | undefined): Detail {
  try {
    return JSON.parse(event ?? '{}') as Detail;
  } catch {
    return {};
  }
}
