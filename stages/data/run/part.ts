/** What cleaning left of one acquired part. */
export interface CleanedPart {
  readonly shard: number;
  readonly documents: string;
  readonly attributes: string;
  readonly bands: string;
  /** Hash of the three objects' hashes: what depends on the part depends on it. */
  readonly sha256: string;
}
