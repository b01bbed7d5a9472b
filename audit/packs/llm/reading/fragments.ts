import { isObject } from './intrinsic';

/** Text whose unknown stretches are `undefined`: enough to judge an ending or a beginning. */
export type Fragments = readonly (string | undefined)[];

/** Takes a string, `Fn::Join` or `Fn::Sub` apart. */
export function fragmentsOf(raw: unknown): Fragments {
  if (typeof raw === 'string') return dynamic(raw) ? [undefined] : [raw];
  if (typeof raw === 'number' || typeof raw === 'boolean') return [String(raw)];
  if (!isObject(raw)) return [undefined];
  if (Array.isArray(raw['Fn::Join'])) return merge(join(raw['Fn::Join']));
  if (raw['Fn::Sub'] !== undefined) return merge(substitute(raw['Fn::Sub']));
  return [undefined];
}

/** The whole text, or `undefined` where a stretch of it is unknown. */
export function wholeText(fragments: Fragments): string | undefined {
  return fragments.includes(undefined) ? undefined : fragments.join('');
}

/** A `{{resolve:...}}` reference is filled in at deployment. */
function dynamic(text: string): boolean {
  return text.includes('{{resolve:');
}

function join(argument: readonly unknown[]): Fragments {
  const [delimiter, parts] = argument;
  if (typeof delimiter !== 'string' || !Array.isArray(parts)) return [undefined];
  return parts.flatMap((part, index) => [...(index > 0 ? [delimiter] : []), ...fragmentsOf(part)]);
}

function substitute(argument: unknown): Fragments {
  const [text, map]: unknown[] = Array.isArray(argument) ? argument : [argument, {}];
  if (typeof text !== 'string') return [undefined];
  return text.split(/(\$\{[^}]*\})/).flatMap((piece) => {
    const name = /^\$\{([^}]*)\}$/.exec(piece)?.[1];
    if (name === undefined) return fragmentsOf(piece);
    if (name.startsWith('!')) return [`\${${name.slice(1)}}`];
    return isObject(map) && name in map ? fragmentsOf(map[name]) : [undefined];
  });
}

function merge(fragments: Fragments): Fragments {
  const merged: (string | undefined)[] = [];
  for (const fragment of fragments) {
    const last = merged.at(-1);
    if (fragment !== undefined && last !== undefined) merged[merged.length - 1] = last + fragment;
    else if (fragment !== undefined || merged.length === 0 || last !== undefined) merged.push(fragment);
  }
  return merged;
}
