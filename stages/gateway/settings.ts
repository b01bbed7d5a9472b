import { RampartError } from '../../contract/errors';
import { GATEWAY_ENV, type ModelKind } from '../../contract/gateway';

/** The function was deployed with an environment that cannot work. */
export class SettingsError extends RampartError {}

/** What the gateway was deployed with. */
export interface Settings {
  readonly callers: readonly string[];
  readonly bedrock?: { readonly modelId: string; readonly guardrailId: string; readonly guardrailVersion: string };
  readonly sagemaker?: { readonly endpointName: string };
}

/**
 * Reads the environment, once, at start.
 *
 * @throws SettingsError `SETTINGS_INCOMPLETE` or `GUARDRAIL_NOT_PINNED`: a gateway that cannot be sure serves nobody
 */
export function settingsFrom(environment: Readonly<Record<string, string | undefined>>): Settings {
  const read = (name: keyof typeof GATEWAY_ENV): string | undefined => environment[GATEWAY_ENV[name]] || undefined;
  const callers = (read('CALLER_ROLE_ARNS') ?? '').split(',').filter((arn) => arn !== '');
  if (callers.length === 0) throw incomplete(GATEWAY_ENV.CALLER_ROLE_ARNS);
  const modelId = read('BEDROCK_MODEL_ID');
  const endpointName = read('SAGEMAKER_ENDPOINT');
  if (modelId === undefined && endpointName === undefined) throw incomplete(GATEWAY_ENV.BEDROCK_MODEL_ID);
  return {
    callers,
    ...(modelId !== undefined && { bedrock: { modelId, ...guardrail(read) } }),
    ...(endpointName !== undefined && { sagemaker: { endpointName } }),
  };
}

/** The models that a request may name. */
export function configuredModels(settings: Settings): ModelKind[] {
  return [...(settings.bedrock ? ['bedrock' as const] : []), ...(settings.sagemaker ? ['sagemaker' as const] : [])];
}

function guardrail(read: (name: keyof typeof GATEWAY_ENV) => string | undefined): {
  guardrailId: string;
  guardrailVersion: string;
} {
  const guardrailId = read('GUARDRAIL_ID');
  const guardrailVersion = read('GUARDRAIL_VERSION') ?? '';
  if (guardrailId === undefined) throw incomplete(GATEWAY_ENV.GUARDRAIL_ID);
  if (!/^[1-9]\d{0,7}$/.test(guardrailVersion)) {
    throw new SettingsError(
      'GUARDRAIL_NOT_PINNED',
      `${GATEWAY_ENV.GUARDRAIL_VERSION} must be the number of a published version, got ${guardrailVersion || 'nothing'}`,
    );
  }
  return { guardrailId, guardrailVersion };
}

function incomplete(name: string): SettingsError {
  return new SettingsError('SETTINGS_INCOMPLETE', `${name} must be set, got nothing`);
}
