/** Tables of verdicts are cut by groups of parts, so that a task reads a small one, and there are never more than Athena writes at once. */
export const GROUPS = 64;

/** The group of a part. */
export function groupOf(shard: number): number {
  return shard % GROUPS;
}
