import type { Reading } from '../assembly/source';
import type { AccessOptions, LiveAccess } from './access';
import type { GateOptions } from './gate';
import type { RolePolicy } from './role-policy';
import type { Verification } from './verification';
import type { VerifyOptions } from './verify';

/** Live verification as a library. The services' clients are loaded with the first call, and not with the audit. */
export type { LiveAccess } from './access';
export type { Clients } from './clients';
export { LiveError } from './live-error';
export type { LiveInvariant } from './invariants';
export type { Difference, Extra, Failure, ResourceVerdict } from './verdict';
export { countsOf, exitCodeOf, type Verification } from './verification';
export type { VerifyOptions } from './verify';

/** {@link VerifyOptions} says what there is to choose; `access` comes from {@link liveAccess}, or is a caller's own. */
export async function verifyLive(
  templates: Reading,
  access: LiveAccess,
  options: VerifyOptions,
): Promise<Verification> {
  const { verifyLive: verify } = await import('./verify');
  return verify(templates, access, options);
}

/** Access to the accounts that an environment's credentials lead to; it sends no command that no reader declared. */
export async function liveAccess(
  options: Omit<AccessOptions, 'gate'> & Omit<GateOptions, 'allowed'>,
): Promise<LiveAccess> {
  const [{ ASSUME_ROLE, EnvironmentAccess }, { declaredCalls }, { Gate }] = await Promise.all([
    import('./access'),
    import('./calls'),
    import('./gate'),
  ]);
  const { environment, role, ...limits } = options;
  const allowed = new Set([...declaredCalls().keys(), ...(role === undefined ? [] : [ASSUME_ROLE])]);
  return new EnvironmentAccess({
    environment,
    gate: new Gate({ ...limits, allowed }),
    ...(role === undefined ? {} : { role }),
  });
}

/** The policy that a role needs for it, and no more. */
export async function verifyPolicy(): Promise<RolePolicy> {
  const { rolePolicy } = await import('./role-policy');
  return rolePolicy();
}
