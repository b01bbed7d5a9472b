import { sha256 } from '../evidence/digest';
import type { ResourceVerdict, VerdictKind } from './verdict';
import type { Verification } from './verification';

/** What a kind of verdict means to a reader of SARIF. What is in place is no result. */
const RULES: Readonly<
  Record<Exclude<VerdictKind, 'in place'>, { readonly text: string; readonly level: 'error' | 'warning' }>
> = {
  drifted: { text: 'A live resource is not as its template declares it', level: 'error' },
  extra: { text: 'Something stands live under a resource that no template declares', level: 'error' },
  missing: { text: 'A resource of a template is not there', level: 'error' },
  'not readable': { text: 'A resource could not be read, so that nothing is known of it', level: 'warning' },
};

interface Result {
  readonly ruleId: string;
  readonly level: 'error' | 'warning';
  readonly message: { readonly text: string };
  readonly locations: readonly object[];
  readonly partialFingerprints: { readonly 'rampartVerify/v1': string };
}

/**
 * A verification in the Static Analysis Results Interchange Format 2.1.0 of OASIS.
 *
 * @param version of Rampart, where it is known
 */
export function sarif({ resources, invariants, templates, date }: Verification, version?: string): object {
  const results = [
    ...resources.flatMap(resultsOf),
    ...invariants.flatMap(({ id, refuted }) =>
      refuted.map(({ subject, detail }) =>
        result(
          `live/${id}`,
          'error',
          `${subject}: ${detail}`,
          [{ logicalLocations: [{ fullyQualifiedName: subject }] }],
          `${id} ${subject}`,
        ),
      ),
    ),
  ];
  const rules = [
    ...Object.entries(RULES).map(([kind, { text, level }]) => ({
      id: ruleOf(kind),
      shortDescription: { text },
      defaultConfiguration: { level },
    })),
    ...invariants.map(({ id, title }) => ({
      id: `live/${id}`,
      shortDescription: { text: title },
      defaultConfiguration: { level: 'error' },
    })),
  ];
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'rampart verify', ...(version === undefined ? {} : { version }), rules } },
        results,
        properties: { date, templates },
      },
    ],
  };
}

function ruleOf(kind: string): string {
  return `live/${kind.replaceAll(' ', '-')}`;
}

function resultsOf(one: ResourceVerdict): Result[] {
  if (one.verdict === 'in place') return [];
  const { level } = RULES[one.verdict];
  const name = `${one.stack}/${one.logicalId}`;
  const locations = [
    {
      ...(one.file === undefined
        ? {}
        : {
            physicalLocation: {
              artifactLocation: { uri: one.file },
              region: { startLine: one.line ?? 1 },
            },
          }),
      logicalLocations: [{ fullyQualifiedName: one.path ?? name, kind: 'resource' }],
    },
  ];
  return messagesOf(one).map(([what, message]) =>
    result(
      ruleOf(one.verdict),
      level,
      `${one.type} ${one.path ?? name}: ${message}`,
      locations,
      `${name} ${one.verdict} ${what}`,
    ),
  );
}

/** Each thing that there is to say of a resource, with what tells it from the others. */
function messagesOf(one: Exclude<ResourceVerdict, { verdict: 'in place' }>): (readonly [string, string])[] {
  const since = 'change' in one && one.change ? ` (${one.change.event} by ${one.change.by} at ${one.change.at})` : '';
  switch (one.verdict) {
    case 'drifted':
      return one.differences.map(({ property, meant, found }) => [
        property,
        `${property} was meant to be ${JSON.stringify(meant)}, and is ${JSON.stringify(found)}${since}`,
      ]);
    case 'missing':
      return [['missing', `${one.detail}${since}`]];
    case 'extra':
      return [[`${one.extra.kind} ${one.extra.id}`, `${one.extra.kind}: ${one.extra.detail}${since}`]];
    default:
      return [['not readable', `${one.failure.kind}: ${one.failure.detail}`]];
  }
}

function result(
  ruleId: string,
  level: Result['level'],
  text: string,
  locations: readonly object[],
  key: string,
): Result {
  return { ruleId, level, message: { text }, locations, partialFingerprints: { 'rampartVerify/v1': sha256(key) } };
}
