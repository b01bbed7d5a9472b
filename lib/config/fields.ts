import { RegionInfo } from 'aws-cdk-lib/region-info';
import { z } from 'zod';
import { isAligned, isPrivate, parseCidr, formatCidr } from './cidr';
import type { ConfigProblemCode } from './errors';

/** A zod message that carries our code: zod has no place of its own for it. */
export function says(code: ConfigProblemCode, allowed: string): string {
  return `${code}: ${allowed}`;
}

/** Takes {@link says} apart again. */
export function said(message: string): { readonly code: ConfigProblemCode; readonly allowed: string } | undefined {
  const match = /^([A-Z_]+): ([\s\S]*)$/.exec(message);
  return match === null ? undefined : { code: match[1] as ConfigProblemCode, allowed: match[2] ?? '' };
}

/** Text of one form. `allowed` ends the sentence "allowed: …". */
export function text(allowed: string, form: RegExp, code: ConfigProblemCode = 'INVALID_VALUE') {
  return z.string({ error: allowed }).regex(form, { error: says(code, allowed) });
}

/** A list, each entry of which is judged; at least `least` of them. */
export function list<Item extends z.ZodType>(item: Item, allowed: string, least: number, most: number) {
  return z
    .array(item, { error: allowed })
    .min(least, { error: says('TOO_FEW', allowed) })
    .max(most, { error: says('TOO_MANY', allowed) });
}

const ROLE = 'the ARN of an IAM role, arn:aws:iam::111122223333:role/name (no wildcard, no user, no root)';

/** A role's ARN, with its path: session ARNs and users are refused, because policies name what lasts and can be assumed. */
export const roleArn = text(
  ROLE,
  /^arn:aws(-[a-z]+)*:iam::\d{12}:role\/([\w+=,.@-]{1,64}\/){0,16}[\w+=,.@-]{1,64}$/,
  'INVALID_ROLE',
);

export const accountId = text('a 12-digit AWS account id in quotes', /^\d{12}$/).describe(
  'AWS account id, 12 digits, in quotes so that leading zeros survive',
);

export const region = z
  .enum(
    RegionInfo.regions.map((info) => info.name),
    { error: says('UNKNOWN_REGION', 'the code of an AWS region, such as eu-central-1') },
  )
  .describe('AWS region code');

export const cidr = z
  .string({ error: 'an IPv4 range such as 10.40.0.0/20, /16 to /24' })
  .superRefine((value, context) => {
    const problem = judgeCidr(value);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  })
  .meta({
    description: 'IPv4 range, /16 to /24, within 10/8, 172.16/12, 192.168/16 or 100.64/10',
    pattern: '^(\\d{1,3}\\.){3}\\d{1,3}/(1[6-9]|2[0-4])$',
  });

function judgeCidr(value: string): string | undefined {
  const range = parseCidr(value);
  if (range === undefined) return says('CIDR_MALFORMED', 'an IPv4 range such as 10.40.0.0/20, /16 to /24');
  if (!isAligned(range)) {
    return says('CIDR_MISALIGNED', `a range that starts at its first address: ${formatCidr(range)}`);
  }
  if (range.bits < 16 || range.bits > 24) return says('CIDR_SIZE', 'a size from /16 to /24');
  if (!isPrivate(range)) {
    return says('CIDR_NOT_PRIVATE', 'a range within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10');
  }
  return undefined;
}

/** Six months: what Articles 19 and 26 of the EU AI Act ask for at least. */
export const SIX_MONTHS = 180;
const TEN_YEARS = 3653;

/** What CloudWatch Logs accepts as a log group's retention, from six months to ten years. */
export const LOG_GROUP_DAYS = [180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

/** Days of retention, from `least` to ten years. */
export function days(least: number, why: string) {
  const allowed = `a whole number of days from ${least} to ${TEN_YEARS}${why}`;
  return z
    .int({ error: allowed })
    .min(least, { error: says('RETENTION_TOO_SHORT', allowed) })
    .max(TEN_YEARS, { error: says('RETENTION_TOO_LONG', allowed) });
}

/** Days of retention of log groups: six months at least, and a value that the service knows. */
export const logDays = z.literal(LOG_GROUP_DAYS, {
  error: ({ input }) => {
    const allowed = `one of ${LOG_GROUP_DAYS.join(', ')} days (what CloudWatch Logs accepts, from six months on)`;
    if (typeof input !== 'number') return says('WRONG_TYPE', allowed);
    if (input < SIX_MONTHS) return says('RETENTION_TOO_SHORT', allowed);
    return input > TEN_YEARS ? says('RETENTION_TOO_LONG', allowed) : says('RETENTION_UNSUPPORTED', allowed);
  },
});
