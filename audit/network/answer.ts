import type { Resource } from '../assembly/model';
import type { Packet } from './witness';

/** A thing that a packet or a call passes on its way. */
export interface Hop {
  /** What happens there, in words: "route 0.0.0.0/0". */
  readonly what: string;
  readonly resource?: Resource;
}

/** A concrete way, with one packet that takes it. */
export interface Path {
  readonly kind: 'packets' | 'call' | 'managed';
  /** From its start to its end. */
  readonly hops: readonly Hop[];
  /** Absent where a service and no address is called, as at a Function URL. */
  readonly witness?: Packet;
  /** Whether answers come back; one-way packets are enough to leak data. */
  readonly replies: 'pass' | 'blocked' | 'not evaluated';
  /** Who may use it, where the templates tell: `none` for anyone. */
  readonly authentication?: string;
}

/** Proved that there is no way; or a way; or why that cannot be told from the templates. */
export type Answer =
  | { readonly kind: 'none' }
  | { readonly kind: 'path'; readonly paths: readonly Path[] }
  | { readonly kind: 'not evaluated'; readonly reasons: readonly string[] };

/** A way that is sure, or one that some unknown decides. */
export type Finding = { readonly path: Path } | { readonly reasons: readonly string[] };

export function answerOf(findings: readonly Finding[]): Answer {
  const paths = findings.flatMap((one) => ('path' in one ? [one.path] : []));
  if (paths.length > 0) return { kind: 'path', paths };
  const reasons = [...new Set(findings.flatMap((one) => ('reasons' in one ? one.reasons : [])))];
  return findings.length > 0 ? { kind: 'not evaluated', reasons } : { kind: 'none' };
}
