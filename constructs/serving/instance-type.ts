import { ServingError } from './serving-error';

/** Families beyond those with a `d` in their name whose instances carry local NVMe disks. */
const FAMILIES_WITH_LOCAL_DISKS = ['g5', 'g6', 'g7', 'gr6', 'p5', 'p6', 'trn1', 'trn2', 'trn3', 'i3', 'i4', 'i7', 'i8'];
const ARM_WITHOUT_LOCAL_DISKS = 'g5g';

/**
 * The family of a SageMaker instance type: `g5` of `ml.g5.2xlarge`.
 *
 * @throws ServingError `INSTANCE_TYPE_INVALID`; `INSTANCE_CANNOT_ROLL` for Inf1, where SageMaker ignores the rolling update and its alarms
 */
export function familyOf(instanceType: string): string {
  const family = /^ml\.([a-z][a-z0-9-]*)\.[a-z0-9-]+$/.exec(instanceType)?.[1];
  if (family === undefined) {
    throw new ServingError(
      'INSTANCE_TYPE_INVALID',
      `instanceType must be a SageMaker hosting type such as ml.g5.2xlarge, got ${instanceType}`,
    );
  }
  if (family === 'inf1') {
    throw new ServingError(
      'INSTANCE_CANNOT_ROLL',
      `instanceType must support deployment guardrails: on Inf1 SageMaker falls back to all at once without a bake, got ${instanceType}`,
    );
  }
  return family;
}

/**
 * Whether instances of a type keep data on local disks. Such disks are always encrypted by the instance's own hardware with
 * a key that dies with it, and SageMaker refuses an endpoint configuration that names a KMS key beside them.
 */
export function hasLocalDisks(instanceType: string): boolean {
  const family = familyOf(instanceType);
  if (family === ARM_WITHOUT_LOCAL_DISKS) return false;
  return family.includes('d') || FAMILIES_WITH_LOCAL_DISKS.some((prefix) => family.startsWith(prefix));
}
