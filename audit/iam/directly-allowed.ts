import type { Cover } from './covers';
import { coversOf } from './covers';
import type { PreparedResource, PreparedWorld } from './prepared-world';
import type { PrincipalClass } from './principal-class';
import { accountNamed } from './principal-match';
import type { PrincipalEntry, Statement } from './statement';

const known = new WeakMap<readonly PreparedResource[], Index>();

/**
 * The covers whose policy or grants may allow `who` something without an identity policy: those that name it, its session, everyone, or
 * whom they name could not be read. An account's own name only lets that account decide, so it counts for its root user alone.
 */
export function namedBy(world: PreparedWorld, who: PrincipalClass): readonly Cover[] {
  let index = known.get(world.resources);
  if (!index) known.set(world.resources, (index = new Index(coversOf(world).all)));
  return index.of(who);
}

class Index {
  private readonly byName = new Map<string, Set<Cover>>();
  private readonly found = new WeakMap<PrincipalClass, readonly Cover[]>();

  public constructor(covers: readonly Cover[]) {
    for (const cover of covers) {
      for (const name of namesIn(cover.resource)) {
        const beside = this.byName.get(name) ?? new Set();
        this.byName.set(name, beside.add(cover));
      }
    }
  }

  public of(who: PrincipalClass): readonly Cover[] {
    let covers = this.found.get(who);
    if (!covers) {
      const all = namesOf(who).flatMap((name) => [...(this.byName.get(name) ?? [])]);
      const own = all.filter(({ resource }) => who.account === undefined || resource.account === who.account);
      covers = [...new Set(own)].sort((a, b) => a.at - b.at);
      this.found.set(who, covers);
    }
    return covers;
  }
}

const ANYONE = 'anyone';
const SERVICES = 'services';

function namesIn({ policies, grants }: PreparedResource): readonly string[] {
  const statements = policies.flatMap((policy) => policy.statements).filter(({ effect }) => effect !== 'Deny');
  return [...(grants.length > 0 ? [ANYONE] : []), ...statements.flatMap(namesOfStatement)];
}

function namesOfStatement({ effect, principal }: Statement): readonly string[] {
  if (effect === 'Unknown' || !principal || principal.negated || principal.incomplete) return [ANYONE];
  return principal.entries.flatMap(namesOfEntry);
}

function namesOfEntry({ kind, value }: PrincipalEntry): readonly string[] {
  if (kind === 'AWS' && value === '*') return [ANYONE];
  if (kind === 'Service') return [SERVICES];
  const itself = `${kind} ${value}`;
  const account = kind === 'AWS' ? (accountNamed(value) ?? value.split(':')[4]) : undefined;
  if (account === undefined) return [itself];
  const inside = `some of ${account}`;
  return /^arn:[^:]*:sts:/.test(value) ? [itself, inside, `a session of ${account}`] : [itself, inside];
}

/** Under which names a class can stand, by the rules of `matchPrincipal`. */
function namesOf(who: PrincipalClass): readonly string[] {
  const { account } = who;
  if (who.entry) return [ANYONE, `${who.entry.kind} ${who.entry.value}`];
  if (who.kind === 'service') return [ANYONE, SERVICES];
  if (account === undefined) return [ANYONE];
  if (who.declared) return [ANYONE, `AWS ${who.declared.arn}`, `a session of ${account}`];
  return [ANYONE, `some of ${account}`];
}
