import type { NamedPolicy } from './policy';

/**
 * Everything that decides together who may do what. Values are final: where a template leaves one open, put an opaque symbol (text
 * with private-use characters and none of `: * ? $`), equal only to itself; where a whole policy is out of reach, put
 * `{ name, document: undefined }`, which counts as *not evaluated*.
 */
export interface World {
  readonly accounts?: readonly Account[];
  readonly principals: readonly IamPrincipal[];
  readonly resources?: readonly Resource[];
  readonly endpoints?: readonly Endpoint[];
}

/** An account and what its organization imposes on it. Accounts not listed belong to strangers. */
export interface Account {
  readonly id: string;
  /** `null`: in no organization. Left out: not known. */
  readonly orgId?: string | null;
  readonly orgPath?: string;
  /** Service and resource control policies leave the management account alone. */
  readonly management?: boolean;
  /** Service control policies, a list for each level from the root to the account: each level must allow. */
  readonly serviceControl?: readonly (readonly NamedPolicy[])[];
  /** Resource control policies of all levels; the full-access one that AWS attaches is implied. */
  readonly resourceControl?: readonly NamedPolicy[];
  /** Whether it holds principals that `principals` does not list. They count as allowed whatever an identity policy may allow. */
  readonly undeclaredPrincipals?: boolean;
}

/** A role or a user. */
export interface IamPrincipal {
  readonly kind: 'role' | 'user';
  readonly arn: string;
  readonly account: string;
  /** Its identity policies, inline, managed and of its groups. */
  readonly policies: readonly NamedPolicy[];
  readonly boundary?: NamedPolicy;
  /** The policy its sessions are narrowed by. */
  readonly session?: NamedPolicy;
  /** A role's trust policy. */
  readonly trust?: NamedPolicy;
  /** Its tags, all of them. Left out: not known, and any may be there. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Service-linked roles are outside control policies. */
  readonly serviceLinked?: boolean;
  readonly origin?: string;
}

/** A resource that has an owner and perhaps a policy. */
export interface Resource {
  readonly arn: string;
  /** Patterns of all ARNs the policy governs, e.g. a bucket's and its objects'. @default the ARN only */
  readonly covers?: readonly string[];
  readonly account: string;
  /** `key`: a KMS key, which only its own policy opens. @default other */
  readonly kind?: 'key' | 'other';
  /** Its resource policies; several count together. */
  readonly policies?: readonly NamedPolicy[];
  readonly grants?: readonly Grant[];
  readonly origin?: string;
}

/** A KMS grant. */
export interface Grant {
  readonly grantee: string;
  /** Operation names as in the API, e.g. `Decrypt`. */
  readonly operations: readonly string[];
  /** Pairs that the encryption context must contain. */
  readonly encryptionContextSubset?: Readonly<Record<string, string>>;
  /** Pairs that the encryption context must consist of. */
  readonly encryptionContextEquals?: Readonly<Record<string, string>>;
}

/** A VPC endpoint. Its policy applies to the requests that come through it: those with its id in `aws:SourceVpce`. */
export interface Endpoint {
  readonly id: string;
  readonly vpc?: string;
  /** @default everything is let through, as AWS does */
  readonly policy?: NamedPolicy;
}

/** Who makes a request. */
export type ConcretePrincipal =
  | { readonly kind: 'role'; readonly arn: string; readonly account: string; readonly session: string }
  | { readonly kind: 'user' | 'root'; readonly arn: string; readonly account: string }
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'named'; readonly entry: 'AWS' | 'Federated' | 'CanonicalUser'; readonly value: string };

/** One request, with every context key that matters to it. Keys not listed are absent. */
export interface AccessRequest {
  readonly principal: ConcretePrincipal;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}
