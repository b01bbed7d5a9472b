import { actionFacts } from './action-data';
import type { Access } from './explore';
import type { PreparedWorld } from './prepared-world';
import type { PrincipalClass } from './principal-class';
import type { Region, Span } from './region';
import { ACTION, RESOURCE, SESSION } from './region';
import { arnTokens, globTokens } from './sets/glob';
import type { ValueSet } from './sets/value-set';
import { StringSet } from './sets/string-set';
import type { AccessRequest, ConcretePrincipal } from './world';
import { variableKeys } from './variables';

// What examples should look like where the region leaves the choice.
const ARN_SHAPES = ['arn:aws:?*:*:*:?*', 'arn:?*:?*:*:*:?*'].map((shape) =>
  StringSet.matching(arnTokens(globTokens(shape))),
);
const ACTION_SHAPES = ['?*:?*'].map((shape) => StringSet.matching(globTokens(shape)));
const SESSION_SHAPES = [StringSet.of(['session'])];
const PLAIN = ['?*'].map((shape) => StringSet.matching(globTokens(shape)));

/** One request of the box: absent wherever a key may be absent, and otherwise short values a person can read. */
export function exampleRequest(access: Access, world: PreparedWorld): AccessRequest {
  const { region, who } = access;
  const action = pick(region.span(ACTION), ACTION_SHAPES) ?? '';
  return {
    principal: examplePrincipal(who, region),
    action: actionFacts(action)?.name ?? action,
    resource: pick(region.span(RESOURCE), ARN_SHAPES) ?? '*',
    context: Object.fromEntries(
      keysOf(access).flatMap((key): [string, string | string[]][] => {
        const value = inSeconds(key, valueOf(region.span(key)));
        return value === undefined ? [] : [[world.types.spell(key), value]];
      }),
    ),
  };
}

/** The keys that matter to the answer: what is settled, and what the policies in play ask for. */
export function keysOf({ region, allows, denies }: Access): string[] {
  const statements = [...allows, ...denies].map((rule) => rule.statement);
  const asked = statements.flatMap((statement) => [
    ...statement.conditions.map(({ key }) => key.toLowerCase()),
    ...variableKeys(statement),
  ]);
  return [...new Set([...region.keys(), ...asked])].filter((key) => key !== '').sort();
}

/** aws:EpochTime is compared as a date, and carried as seconds since 1970. */
function inSeconds(key: string, value: string | string[] | undefined): string | string[] | undefined {
  return key === 'aws:epochtime' && typeof value === 'string' ? String(Date.parse(value) / 1000) : value;
}

function valueOf(span: Span): string | string[] | undefined {
  if (span.absent) return undefined;
  if (!span.multi) return pick(span, PLAIN);
  const values = (span.some.length > 0 ? span.some : [span.all]).map((set) => set.witness() ?? '');
  return [...new Set(values)].sort();
}

function pick(span: Span, shapes: readonly StringSet[]): string | undefined {
  return wellShaped(span.all, shapes).witness();
}

function wellShaped(set: ValueSet, shapes: readonly StringSet[]): ValueSet {
  if (!(set instanceof StringSet) || set.listed()) return set;
  return shapes.map((shape) => set.and(shape)).find((shaped) => !shaped.isEmpty()) ?? set;
}

function examplePrincipal(who: PrincipalClass, region: Region): ConcretePrincipal {
  if (who.kind === 'anonymous') return { kind: 'anonymous' };
  if (who.entry) return { kind: 'named', entry: who.entry.kind, value: who.entry.value };
  if (who.kind === 'service') {
    return { kind: 'service', service: pick(region.span('aws:principalservicename'), PLAIN) ?? '' };
  }
  const arn = who.declared?.arn ?? pick(region.span('aws:principalarn'), []) ?? '';
  const account = who.account ?? '';
  const kind =
    who.declared?.kind ?? (arn.split(':')[5]?.startsWith('role/') ? 'role' : who.kind === 'root' ? 'root' : 'user');
  if (kind !== 'role') return { kind, arn, account };
  return { kind, arn, account, session: pick(region.span(SESSION), [...SESSION_SHAPES, ...PLAIN]) ?? 'session' };
}
