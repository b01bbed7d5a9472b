/** An account and region whose trail, flow, resolver and invocation logs go to the archive. */
export interface LogSource {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
}
