import { verdict, type Rule } from '../rule';

/** The flag must be there and true: absent means off. */
export function flagOn(id: string, type: string, ...path: string[]): Rule {
  return { id, types: [type], check: (resource) => verdict(resource.at(...path).bool() === true) };
}
