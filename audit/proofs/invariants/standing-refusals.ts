import type { Facts } from '../facts';
import type { Invariant, Proof } from '../invariant';
import { oneByOne } from '../one-by-one';
import { refusalsOfRole } from '../refusals/of-roles';
import { refusalsOfGrants, refusalsOfPerimeter, refusalsOfTransport } from '../refusals/of-resources';
import { refusalsOfClasses, refusalsOfLogs } from '../refusals/of-stores';
import { refusedByIdentity, refusedByResource } from '../refusals/refused';

/** What must be refused is refused by a deny, and not only because nobody happens to allow it. */
export const STANDING_REFUSALS: Invariant = {
  id: 'Proof-StandingRefusals',
  title: 'What must not happen is refused whatever else is allowed',
  risk: 'What is only not allowed becomes allowed with the next policy that somebody attaches: an administrator’s, a break-glass, a mistake.',
  check:
    'Asked of a world in which one more statement allows everything: each bucket, queue, topic and API still refuses plain HTTP; each bucket of a declared class refuses reading, writing, tagging and removing by whom the matrix does not name, other prefixes and other ways by whom it does, and other keys; records, other organisations and grants on keys likewise; each role refuses to widen itself, to blind who watches and to carry data to others.',
  remedy: 'Add a Deny statement for what the finding names, on the resource’s policy or the role’s.',
  sources: ['NIST AC-3', 'NIST AC-6', 'NIST SC-8', 'AISVS 4.1', 'AWS S3.5', 'OWASP LLM02:2026'],
  prove(facts) {
    return [...ofResources(facts), ...ofRoles(facts)];
  },
};

function ofResources(facts: Facts): readonly Proof[] {
  return oneByOne('resources', facts.world.resources ?? [], (resource) =>
    refusedByResource(
      facts,
      resource,
      [refusalsOfTransport, refusalsOfClasses, refusalsOfLogs, refusalsOfPerimeter, refusalsOfGrants].flatMap((asked) =>
        asked(facts, resource),
      ),
    ),
  );
}

function ofRoles(facts: Facts): readonly Proof[] {
  return oneByOne('roles and users', facts.world.principals, (role) =>
    refusedByIdentity(facts, role, refusalsOfRole(facts, role)),
  );
}
