import type { Model } from '../assembly/model';
import { printable } from '../assembly/symbol';
import type { LedgerRow, Place } from '../ledger/row';
import type { Proof } from './invariant';
import { placeOf } from '../world/policy-document';
import type { ProvenInvariant } from './prove';

/** The name under which the ledger lists proofs beside the packs. */
export const PROOFS = 'Proofs';

const NOWHERE: Place = { stack: '', logicalId: '', resourceType: '', path: '' };
const OUTCOMES = { proved: 'compliant', refuted: 'non-compliant', 'not evaluated': 'not evaluated' } as const;

/** What was proved as lines of the ledger, one a subject. An invariant that speaks of nothing here has one that says so. */
export function proofRows(proven: readonly ProvenInvariant[], model: Model): LedgerRow[] {
  return proven.flatMap(({ invariant, proofs }): LedgerRow[] => {
    const rule = { pack: PROOFS, rule: invariant.id };
    if (proofs.length === 0) {
      const detail = 'the templates hold nothing that this speaks of';
      return [{ ...rule, finding: invariant.id, ...NOWHERE, outcome: 'not applicable', detail }];
    }
    return proofs.map((proof): LedgerRow => ({
      ...rule,
      finding: `${invariant.id}[${printable(proof.subject)}]`,
      ...placeIn(proof, model),
      outcome: OUTCOMES[proof.kind],
      detail: printable(proof.detail),
      ...(proof.kind === 'not evaluated' ? { cause: 'threw' as const } : {}),
    }));
  });
}

function placeIn({ resource: named, subject }: Proof, model: Model): Place {
  const resource = named ?? model.resources.find((one) => startsWith(subject, placeOf(one)));
  if (!resource) return NOWHERE;
  const { stack, logicalId, type, path } = resource;
  const stackName = model.template(stack)?.stackName ?? stack;
  return { stack: stackName, logicalId, resourceType: type, path: path ?? `${stackName}/${logicalId}` };
}

/** A subject is the place of a resource, or begins with it. */
function startsWith(subject: string, place: string): boolean {
  return subject === place || subject.startsWith(`${place}:`);
}
