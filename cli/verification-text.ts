import { countsOf, type Verification } from '../audit/live';
import type { ResourceVerdict } from '../audit/live/verdict';
import type { Colours } from './colour';
import { table } from './table';
import { hang } from './width';

const LONGEST = 160;

/** A verification for people: what is not in place first, then what could not be read, the invariants, and the counts. */
export function verificationText(found: Verification, width: number | undefined, paint: Colours): string {
  const { resources } = found;
  const wrong = resources.filter(({ verdict }) => verdict !== 'in place' && verdict !== 'not readable');
  const unread = resources.filter(({ verdict }) => verdict === 'not readable');
  return [
    wrong.map((one) => blockOf(one, width, paint)).join(''),
    unreadText(unread, width, paint),
    invariantText(found, width, paint),
    templateText(found, width, paint),
    countText(found, width, paint),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function blockOf(one: ResourceVerdict, width: number | undefined, paint: Colours): string {
  const lines = linesOf(one).map((line) => hang(line, '  ', width));
  const since =
    'change' in one && one.change
      ? [hang(`${one.change.event} by ${one.change.by} at ${one.change.at}`, '  ', width)]
      : [];
  return `${paint.bad(one.verdict)}  ${paint.bold(nameOf(one))}  ${one.type}\n${[...lines, ...since].join('')}`;
}

function linesOf(one: ResourceVerdict): string[] {
  switch (one.verdict) {
    case 'drifted':
      return [
        ...one.differences.map(
          ({ property, meant, found }) => `${property}: meant ${shown(meant)}, found ${shown(found)}`,
        ),
        ...one.unread.map(({ property, kind, detail }) => `${property}: not read, ${kind}: ${detail}`),
      ];
    case 'missing':
      return [one.detail];
    case 'extra':
      return [`${one.extra.kind}: ${one.extra.detail}`];
    default:
      return [];
  }
}

function shown(value: unknown): string {
  if (value === null) return 'nothing';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** One line a resource; what could not be read is no small print. */
function unreadText(unread: readonly ResourceVerdict[], width: number | undefined, paint: Colours): string {
  if (unread.length === 0) return '';
  const rows = unread.flatMap((one) => {
    if (one.verdict !== 'not readable') return [];
    const of = one.unread.length === 0 ? '' : ` (${one.unread.join(', ')})`;
    return [[nameOf(one), one.type, `${one.failure.kind}: ${one.failure.detail}${of}`]];
  });
  return table(['not readable', 'type', 'why'], rows, { width, heading: paint.bold });
}

function invariantText({ invariants }: Verification, width: number | undefined, paint: Colours): string {
  if (invariants.length === 0) return '';
  const rows = invariants.map(({ id, state, holds, refuted, notEvaluated }) => {
    const first = refuted[0] ?? notEvaluated[0];
    return [id, state, String(holds), first === undefined ? '' : `${first.subject}: ${first.detail}`.slice(0, LONGEST)];
  });
  return table(['invariant', 'state', 'shown of', 'the first that speaks against it'], rows, {
    width,
    right: [2],
    heading: paint.bold,
  });
}

/** Only stacks that are not what the templates are: their drift may be a deployment that has not been made. */
function templateText({ templates, notEvaluated }: Verification, width: number | undefined, paint: Colours): string {
  const other = templates.filter(({ deployed }) => deployed !== 'this template');
  const rows = other.map(({ stack, account, region, deployed }) => [stack, `${account}/${region}`, deployed]);
  const unreadable = notEvaluated.map(({ file, reason }) => hang(`${file}: ${reason}`, 'Not evaluated: ', width));
  const told =
    rows.length === 0 ? '' : table(['stack', 'place', 'was deployed from'], rows, { width, heading: paint.bold });
  return [told, ...unreadable].join('');
}

function countText(found: Verification, width: number | undefined, paint: Colours): string {
  const { notCompared, ...counts } = countsOf(found);
  const rows = Object.entries(counts).map(([verdict, count]) => [verdict, String(count)]);
  const line = `${notCompared} properties of these are not compared; --format json names each and says why.`;
  return `${table(['verdict', 'resources'], rows, { width, right: [1], heading: paint.bold })}${hang(line, '', width)}`;
}

function nameOf({ path, stack, logicalId }: ResourceVerdict): string {
  return path ?? `${stack}/${logicalId}`;
}
