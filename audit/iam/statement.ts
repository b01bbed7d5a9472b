/** Something a policy says that this reader cannot decide. It is carried along and reported, never dropped. */
export interface NotEvaluated {
  readonly kind: 'notEvaluated';
  /** The policy's name, with the statement where one is known: `role-policy#2`. */
  readonly where: string;
  readonly reason: string;
}

/** `Action`, `NotAction`, `Resource` or `NotResource`: patterns, and whether some part of the list could not be read. */
export interface PatternElement {
  readonly negated: boolean;
  readonly patterns: readonly string[];
  readonly incomplete: boolean;
}

/** One entry of `Principal` or `NotPrincipal`, e.g. kind `AWS`, value `arn:aws:iam::111122223333:root`. */
export interface PrincipalEntry {
  readonly kind: 'AWS' | 'Service' | 'Federated' | 'CanonicalUser';
  readonly value: string;
}

/** `Principal` or `NotPrincipal`. `"*"` is read as every principal, signed or not, as AWS reads `{"AWS": "*"}` too. */
export interface PrincipalElement {
  readonly negated: boolean;
  readonly entries: readonly PrincipalEntry[];
  readonly incomplete: boolean;
}

/** One operator applied to one key: all clauses of a statement must hold. */
export interface ConditionClause {
  /** The operator's name without quantifier and `IfExists`, in AWS's spelling, e.g. `StringLike`. */
  readonly operator: string;
  readonly quantifier?: 'ForAllValues' | 'ForAnyValue';
  readonly ifExists: boolean;
  /** As written; keys compare without case. */
  readonly key: string;
  readonly values: readonly string[];
  /** Why the clause cannot be decided, where it cannot. */
  readonly unreadable?: string;
}

/** `Unknown` may be either: it counts as an allow that may exist, and as a deny that may exist. */
export type Effect = 'Allow' | 'Deny' | 'Unknown';

/** One statement, read. */
export interface Statement {
  readonly policy: string;
  /** The construct or resource the policy comes from, where the caller knows it. */
  readonly origin?: string;
  readonly sid?: string;
  readonly index: number;
  readonly effect: Effect;
  readonly principal?: PrincipalElement;
  readonly action: PatternElement;
  readonly resource: PatternElement;
  readonly conditions: readonly ConditionClause[];
  /** Whether `${…}` is a variable: only in policies of version 2012-10-17. */
  readonly variables: boolean;
  readonly notEvaluated: readonly NotEvaluated[];
}

/** A policy's statements, and everything about it that could not be decided. */
export interface Policy {
  readonly name: string;
  readonly statements: readonly Statement[];
  readonly notEvaluated: readonly NotEvaluated[];
}

/** How a statement is named to a reader. */
export interface StatementRef {
  readonly policy: string;
  readonly sid?: string;
  /** Counted from 0, as it lies in the document. */
  readonly index: number;
  readonly origin?: string;
}

/** Names `statement` to a reader. */
export function refOf(statement: Statement): StatementRef {
  const { policy, sid, index, origin } = statement;
  return { policy, ...(sid === undefined ? {} : { sid }), index, ...(origin === undefined ? {} : { origin }) };
}
