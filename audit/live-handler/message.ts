import type { ResourceVerdict } from '../live';
import { countsOf, type Verification } from '../live';

/** As many as a person reads in a mail; the result has all. */
const MOST = 20;
/** The worst first: what somebody changed or added, before what is gone and what is not known. */
const WORST = ['drifted', 'extra', 'missing', 'not readable'] as const;

/** A message of SNS. */
export interface Message {
  readonly Subject: string;
  readonly Message: string;
}

/** Where the message is from, and where the whole result is. */
export interface Origin {
  readonly time: string;
  readonly account: string;
  readonly result: string;
}

/** What people are told, or nothing where all is in place. It names resources and properties, and never what they hold. */
export function messageOf(found: Verification, origin: Origin): Message | undefined {
  const { notCompared: _, 'in place': inPlace, ...open } = countsOf(found);
  if (Object.values(open).every((count) => count === 0)) return undefined;
  const worst = WORST.flatMap((kind) => found.resources.filter(({ verdict }) => verdict === kind));
  const said = WORST.filter((kind) => open[kind] > 0).map((kind) => `${open[kind]} ${kind}`);
  return {
    Subject: `Rampart: ${said.join(', ')} in ${origin.account}`,
    Message: `${JSON.stringify(
      {
        source: 'rampart verify',
        ...origin,
        counts: { ...open, 'in place': inPlace },
        worst: worst.slice(0, MOST).map(lineOf),
        ...(worst.length > MOST ? { more: worst.length - MOST } : {}),
      },
      null,
      2,
    )}\n`,
  };
}

function lineOf(one: ResourceVerdict): object {
  const { verdict, type, region, stack, logicalId } = one;
  return { verdict, type, region, resource: `${stack}/${logicalId}`, ...whatOf(one) };
}

function whatOf(one: ResourceVerdict): object {
  switch (one.verdict) {
    case 'drifted':
      return { properties: one.differences.map(({ property }) => property).slice(0, MOST), ...since(one.change) };
    case 'extra':
      return { extra: one.extra.kind, ...since(one.change) };
    case 'missing':
      return since(one.change);
    case 'not readable':
      return { why: one.failure.kind };
    default:
      return {};
  }
}

function since(change: { readonly at: string; readonly by: string; readonly event: string } | undefined): object {
  return change ? { since: change.at, by: change.by, event: change.event } : {};
}
