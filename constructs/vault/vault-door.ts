/** What a door lets its role do with objects. */
export enum VaultAccess {
  READ = 'read',
  WRITE = 'write',
  /** Read, and tag with what was found: for a malware scanner. */
  SCAN = 'scan',
  /** Take objects out of the listing, to make them anew. Their versions stay for the vault's retention: no version is removed. */
  CLEAR = 'clear',
}

/** One declared way into a vault: a role, what it may do, where, and by which network. */
export interface VaultDoor {
  readonly principalArn: string;
  readonly access: VaultAccess;
  /** The part of the vault it opens, e.g. `datasets/`; empty for all of it. */
  readonly prefix: string;
  /**
   * The VPC endpoints by which the role must come.
   * @default - any way, unless `vpcEndpointAccount` is given
   */
  readonly vpcEndpointIds?: string[];
  /**
   * The account whose VPC endpoints the role must come by, for a role of another account whose endpoint ids are not known here.
   * @default - any way, unless `vpcEndpointIds` is given
   */
  readonly vpcEndpointAccount?: string;
}
