/** What cleaning left of one acquired part. */
export interface CleanedPart {
  readonly shard: number;
  readonly documents: string;
  readonly attributes: string;
  readonly bands: string;
  readonly triggers: string;
  /** Hash of the four objects' hashes: what depends on the part depends on it. */
  readonly sha256: string;
}
