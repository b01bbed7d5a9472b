import type { ConcretePrincipal } from '../../iam/world';
import type { Facts } from '../facts';
import { concretePrincipal } from '../principal-named';
import { remembered } from '../../remembered';

/** A role of an account that nobody has written of: whatever it may be allowed elsewhere. */
export function somebody(account: string): ConcretePrincipal {
  return concretePrincipal(`arn:aws:iam::${account}:role/somebody-else`);
}

/** A role of an account that no template names. */
export function stranger(facts: Facts): ConcretePrincipal {
  const own = new Set((facts.world.accounts ?? []).map(({ id }) => id));
  const account = ['999999999999', '888888888888', '777777777777'].find((id) => !own.has(id)) ?? '666666666666';
  return somebody(account);
}

/** The organisations that the templates' policies bound anyone by. */
export const organisationsIn = remembered((facts: Facts): readonly string[] => {
  const { principals, resources = [] } = facts.world;
  const documents = [
    ...resources.flatMap(({ policies }) => policies ?? []),
    ...principals.flatMap(({ policies, trust, boundary }) => [
      ...policies,
      ...(trust ? [trust] : []),
      ...(boundary ? [boundary] : []),
    ]),
  ];
  const found = new Set<string>();
  for (const { document } of documents) {
    for (const [id] of JSON.stringify(document ?? '').matchAll(/\bo-[a-z0-9]{10,32}\b/g)) found.add(id);
  }
  return [...found].sort();
});
