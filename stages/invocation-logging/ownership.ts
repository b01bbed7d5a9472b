import { createHash } from 'node:crypto';

const OWNED = 'invocation-logging';
const REFUSED = 'refused-invocation-logging';

/**
 * The id under which CloudFormation knows the resource, the same for every retry of one request. A create that was refused gets
 * one that says so: the clean-up that follows must not touch what another owner put.
 */
export function physicalId(identity: { readonly stackId: string; readonly logicalId: string }, owned: boolean): string {
  const hash = createHash('sha256').update(`${identity.stackId}/${identity.logicalId}`).digest('hex').slice(0, 16);
  return `${owned ? OWNED : REFUSED}-${hash}`;
}

/** Whether an id is not that of a refused create. */
export function isOwned(id: string | undefined): boolean {
  return id === undefined || !id.startsWith(`${REFUSED}-`);
}
