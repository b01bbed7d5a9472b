import type { ConcretePrincipal } from '../iam/world';
import type { Facts } from './facts';

/** A principal by its ARN: the one the templates declare, or a role or user that may exist outside of them. */
export function principalNamed(facts: Facts, arn: string): string | ConcretePrincipal {
  return isDeclared(facts, arn) ? arn : concretePrincipal(arn);
}

/** The role or user that an ARN names, in a session of any name. */
export function concretePrincipal(arn: string): ConcretePrincipal {
  const account = arn.split(':')[4] ?? '';
  return /:user\//.test(arn) ? { kind: 'user', arn, account } : { kind: 'role', arn, account, session: 'session' };
}

/** Whether the templates declare it. */
export function isDeclared(facts: Facts, arn: string): boolean {
  return facts.world.principals.some((one) => one.arn === arn);
}
