import { CfnResource, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { RampartError } from '../../contract/errors';
import { WAIVER_METADATA, type Waiver } from '../../contract/waiver';

const MINIMUM_REASON_LENGTH = 20;

/** A waiver that would not convince an auditor; thrown while the app is built. */
export class WaiverError extends RampartError {}

/**
 * Accepts one finding on one resource. The audit's ledger shows it, and reports it when it matches no finding or has expired.
 *
 * @param construct the resource, or a construct whose default child is the resource
 * @throws WaiverError `WAIVER_REASON_TOO_SHORT`, `WAIVER_OWNER_MISSING`, `WAIVER_EXPIRY_INVALID`, `WAIVER_EXPIRED` or `WAIVER_NOT_ON_A_RESOURCE`
 */
export function acknowledge(construct: IConstruct, waiver: Waiver): void {
  check(construct, waiver);
  const resource = resourceOf(construct, waiver);
  // As `Validations.of(resource).acknowledge` writes it, but without a stack trace, whose paths differ from checkout to checkout.
  resource.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, {
    [`Annotation::${waiver.id}`]: waiver.reason,
  });
  resource.node.addMetadata(WAIVER_METADATA, { ...waiver });
}

function check(construct: IConstruct, { id, reason, owner, expiry }: Waiver): void {
  const where = `waiver ${id} on ${construct.node.path}`;
  if (reason.trim().length < MINIMUM_REASON_LENGTH) {
    throw new WaiverError(
      'WAIVER_REASON_TOO_SHORT',
      `${where}: reason must state a fact in at least ${MINIMUM_REASON_LENGTH} characters, got ${JSON.stringify(reason)}`,
    );
  }
  if (owner.trim() === '') {
    throw new WaiverError('WAIVER_OWNER_MISSING', `${where}: owner must name a team or a person, got an empty text`);
  }
  const end = /^\d{4}-\d{2}-\d{2}$/.test(expiry) ? Date.parse(`${expiry}T23:59:59Z`) : NaN;
  if (Number.isNaN(end)) {
    throw new WaiverError('WAIVER_EXPIRY_INVALID', `${where}: expiry must be a date YYYY-MM-DD, got ${expiry}`);
  }
  if (end < Date.now()) {
    throw new WaiverError('WAIVER_EXPIRED', `${where}: expired on ${expiry}; mend the finding, or review and renew it`);
  }
}

function resourceOf(construct: IConstruct, { id }: Waiver): CfnResource {
  const resource = CfnResource.isCfnResource(construct) ? construct : construct.node.defaultChild;
  if (resource && CfnResource.isCfnResource(resource)) return resource;
  throw new WaiverError(
    'WAIVER_NOT_ON_A_RESOURCE',
    `waiver ${id}: ${construct.node.path} is not one resource; a waiver belongs on exactly one`,
  );
}
