import type { Model, Resource } from '../assembly/model';
import { printable } from '../assembly/symbol';
import type { World } from '../iam/world';
import { RampartError } from '../../contract/errors';
import { remembered } from '../remembered';
import { placeOf } from './policy-document';

/** A name that fits nothing in the templates, or several things. */
export class NameError extends RampartError {}

interface Named {
  /** What a question is asked about. */
  readonly arns: readonly string[];
  readonly names: readonly string[];
}

/**
 * The declared role or user that a person means by an ARN, a name, a logical id, `Stack/LogicalId` or the end of a construct path.
 *
 * @throws NameError `PRINCIPAL_UNKNOWN`, `PRINCIPAL_AMBIGUOUS`
 */
export function principalMeant(model: Model, world: World, text: string): string {
  const found = world.principals.map(({ arn, origin }): Named => ({ arns: [arn], names: namesOf(model, arn, origin) }));
  return one('PRINCIPAL', 'role or user', found, text).arns[0] ?? text;
}

/**
 * The ARN patterns that a person means: an ARN or pattern as it is; for a name, that resource and what its policy covers, such as the
 * objects of a bucket.
 *
 * @throws NameError `RESOURCE_UNKNOWN`, `RESOURCE_AMBIGUOUS`
 */
export function resourceMeant(model: Model, world: World, text: string): readonly string[] {
  if (text === '*' || text.startsWith('arn:')) return [text];
  const found = [
    ...(world.resources ?? []).map(({ arn, covers, origin }): Named => {
      return { arns: covers ?? [arn], names: namesOf(model, arn, origin) };
    }),
    ...world.principals.map(({ arn, origin }): Named => ({ arns: [arn], names: namesOf(model, arn, origin) })),
  ];
  return one('RESOURCE', 'resource with an ARN', found, text).arns;
}

function one(code: string, what: string, all: readonly Named[], text: string): Named {
  const wanted = text.toLowerCase();
  const exact = all.filter(({ names }) => names.some((name) => name.toLowerCase() === wanted));
  const found =
    exact.length > 0
      ? exact
      : all.filter(({ names }) =>
          names.some(
            (name) => /[/-]$/.test(name.toLowerCase().slice(0, -wanted.length)) && name.toLowerCase().endsWith(wanted),
          ),
        );
  const [first] = found;
  if (first && found.length === 1) return first;
  const listed = (some: readonly Named[]): string =>
    some
      .slice(0, 12)
      .map(({ names }) => printable(names[0] ?? ''))
      .join('\n  ');
  if (first) {
    throw new NameError(
      `${code}_AMBIGUOUS`,
      `${JSON.stringify(text)} fits several; name one of them:\n  ${listed(found)}`,
    );
  }
  const near = all.filter(({ names }) => names.some((name) => name.toLowerCase().includes(wanted)));
  const others = near.length > 0 ? near : all;
  const more = others.length > 12 ? `\n  and ${others.length - 12} more` : '';
  throw new NameError(
    `${code}_UNKNOWN`,
    `no ${what} of the templates is called ${JSON.stringify(text)}. ${near.length > 0 ? 'Near it' : 'There are'}:\n  ${listed(others)}${more}`,
  );
}

const placesIn = remembered((model: Model): ReadonlyMap<string, Resource> => {
  // Of two at one place the first counts.
  return new Map([...model.resources].reverse().map((resource) => [placeOf(resource), resource]));
});

/** The ARN, its last part, the construct path with and without its end, and the logical id with and without its stack. */
function namesOf(model: Model, arn: string, origin: string | undefined): readonly string[] {
  const declared = origin === undefined ? undefined : placesIn(model).get(origin);
  const ids = declared ? [declared.logicalId, `${declared.stack}/${declared.logicalId}`] : [];
  const path = origin === undefined ? [] : [origin, origin.replace(/\/(?:Resource|Default)$/, '')];
  const name = arn.split(/[:/]/).at(-1) ?? arn;
  return [printable(arn), name, ...path, ...ids];
}
