import { CfnResource, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { WAIVER_METADATA, type Waiver } from '../../contract/waiver';
import { byText } from './row';

const MINIMUM_REASON_LENGTH = 20;

/** What is wrong with an accepted finding. Each counts as open. */
export type WaiverProblemCode =
  'WAIVER_MATCHES_NOTHING' | 'WAIVER_EXPIRED' | 'WAIVER_WITHOUT_OWNER' | 'WAIVER_INVALID' | 'WAIVER_NOT_ON_A_RESOURCE';

export interface WaiverProblem {
  readonly code: WaiverProblemCode;
  /** The finding's id that the waiver names. */
  readonly id: string;
  /** Path of the construct that carries it. */
  readonly path: string;
  readonly message: string;
}

/** The waivers written on this very construct. One on an ancestor does not count. */
export function waiversOn(node: IConstruct): Waiver[] {
  return node.node.metadata.filter((entry) => entry.type === WAIVER_METADATA).map((entry) => entry.data as Waiver);
}

/** The waiver on this very resource for this finding, if it is whole and `date` (`YYYY-MM-DD`) is not past its expiry. */
export function waiverFor(node: IConstruct, finding: string, date?: string): Waiver | undefined {
  return waiversOn(node).find(
    (waiver) => waiver.id === finding && faultOf(waiver) === undefined && !isExpired(waiver, date),
  );
}

/** Whether the waiver's last day lies before `date`; without a date none has expired. */
export function isExpired({ expiry }: Pick<Waiver, 'expiry'>, date?: string): boolean {
  return date !== undefined && expiry < date;
}

/** The findings that rules reported, by the path of their resource: what a waiver can match. */
export type Reported = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Every waiver of the tree that should not be relied on.
 *
 * @param unjudged packs that did not run: a waiver for one of theirs can't be said to match nothing
 */
export function waiverProblems(
  root: IConstruct,
  date: string,
  reported: Reported,
  unjudged: readonly string[] = [],
): WaiverProblem[] {
  return root.node
    .findAll()
    .flatMap((node) => [...ownProblems(node, date, reported, unjudged), ...strangers(node)])
    .sort((a, b) => byText(a.path, b.path) || byText(a.id, b.id) || byText(a.code, b.code));
}

function ownProblems(node: IConstruct, date: string, reported: Reported, unjudged: readonly string[]): WaiverProblem[] {
  return waiversOn(node).flatMap((waiver) => {
    const path = node.node.path;
    const id = String(waiver.id);
    const problem = (code: WaiverProblemCode, message: string): WaiverProblem[] => [{ code, id, path, message }];
    if (!CfnResource.isCfnResource(node)) {
      return problem('WAIVER_NOT_ON_A_RESOURCE', 'a waiver belongs on exactly one resource; this one covers nothing');
    }
    const fault = faultOf(waiver);
    if (fault) return problem('WAIVER_INVALID', fault);
    if (isExpired(waiver, date)) {
      return problem('WAIVER_EXPIRED', `expired on ${waiver.expiry}; mend the finding, or review and renew the waiver`);
    }
    if (reported.get(path)?.has(id) || unjudged.some((pack) => id.startsWith(`${pack}-`))) return [];
    return problem('WAIVER_MATCHES_NOTHING', 'no rule reports this finding on this resource; remove the waiver');
  });
}

/** Acknowledgements that went past ours: CDK takes them with any reason, and without owner or end. */
function strangers(node: IConstruct): WaiverProblem[] {
  const owned = new Set(waiversOn(node).map((waiver) => waiver.id));
  return node.node.metadata
    .filter((entry) => entry.type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap((entry) => Object.keys((entry.data as Record<string, string> | undefined) ?? {}))
    .map((id) => id.replace(/^annotation::/i, ''))
    .filter((id) => !owned.has(id) && !isWarningOfCdk(id))
    .map((id) => ({
      code: 'WAIVER_WITHOUT_OWNER',
      id,
      path: node.node.path || 'the app',
      message: 'acknowledged through CDK, without owner and expiry; it accepts nothing here',
    }));
}

/** CDK names its construct warnings `@aws-cdk/…`. No pack reports under such a name, so none can hide a finding. */
function isWarningOfCdk(id: string): boolean {
  return id.startsWith('@aws-cdk/');
}

/** Metadata can be written past `acknowledge()`, so the audit judges each waiver again. */
function faultOf({ reason, owner, expiry }: Waiver): string | undefined {
  if (typeof reason !== 'string' || reason.trim().length < MINIMUM_REASON_LENGTH) {
    return `reason must state a fact in at least ${MINIMUM_REASON_LENGTH} characters, got ${JSON.stringify(reason)}`;
  }
  if (typeof owner !== 'string' || owner.trim() === '') return 'owner must name a team or a person';
  if (typeof expiry !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(expiry) || Number.isNaN(Date.parse(expiry))) {
    return `expiry must be a date YYYY-MM-DD, got ${JSON.stringify(expiry)}`;
  }
  return undefined;
}
