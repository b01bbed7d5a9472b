import type { Value } from './value';

/** What a property says about the key that encrypts: nobody's, AWS's own for the account, or the customer's. */
export type KeyKind = 'none' | 'AWS-managed' | 'customer-managed';

const KEY_TYPES = ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey', 'AWS::KMS::Alias'];

/**
 * Reads a KMS key's id, ARN or alias. A literal id counts as customer-managed: AWS puts its own keys' ids into no
 * template, and only the alias `aws/...` names one openly. @throws NotEvaluated where no key can be made out
 */
export function keyKind(value: Value): KeyKind {
  if (value.absent || value.raw === '') return 'none';
  const target = value.target();
  if (target && KEY_TYPES.includes(target.resource.type)) return 'customer-managed';
  const fragments = value.fragments();
  const known = fragments.filter((fragment) => fragment !== undefined).join('');
  if (known.includes('alias/aws/')) return 'AWS-managed';
  if (!fragments.includes(undefined)) return 'customer-managed';
  if (/^arn:/.test(fragments[0] ?? '') && /:key\//.test(known)) return 'customer-managed';
  throw value.unread('a key');
}
