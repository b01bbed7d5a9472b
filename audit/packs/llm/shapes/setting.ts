import { verdict, type Rule } from '../rule';

/** The setting must be there and one of the allowed. */
export function settingIn(id: string, type: string, path: string[], allowed: readonly string[]): Rule {
  return {
    id,
    types: [type],
    check: (resource) => {
      const setting = resource.at(...path).text();
      return verdict(setting !== undefined && allowed.includes(setting));
    },
  };
}
