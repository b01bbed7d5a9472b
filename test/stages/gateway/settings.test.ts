import { GATEWAY_ENV } from '../../../contract/gateway';
import { configuredModels, settingsFrom } from '../../../stages/gateway/settings';

const BEDROCK = {
  [GATEWAY_ENV.CALLER_ROLE_ARNS]: 'arn:aws:iam::444455556666:role/a,arn:aws:iam::444455556666:role/b',
  [GATEWAY_ENV.BEDROCK_MODEL_ID]: 'amazon.nova-pro-v1:0',
  [GATEWAY_ENV.GUARDRAIL_ID]: 'gr1abc',
  [GATEWAY_ENV.GUARDRAIL_VERSION]: '3',
};

test('the environment names callers and models', () => {
  const settings = settingsFrom({ ...BEDROCK, [GATEWAY_ENV.SAGEMAKER_ENDPOINT]: 'model' });
  expect(settings).toEqual({
    callers: ['arn:aws:iam::444455556666:role/a', 'arn:aws:iam::444455556666:role/b'],
    bedrock: { modelId: 'amazon.nova-pro-v1:0', guardrailId: 'gr1abc', guardrailVersion: '3' },
    sagemaker: { endpointName: 'model' },
  });
  expect(configuredModels(settings)).toEqual(['bedrock', 'sagemaker']);
});

test.each(['DRAFT', '', '0', '1.0', 'latest', undefined])('guardrail version %s is not pinned', (version) => {
  expect(() => settingsFrom({ ...BEDROCK, [GATEWAY_ENV.GUARDRAIL_VERSION]: version })).toThrow(
    expect.objectContaining({ code: 'GUARDRAIL_NOT_PINNED' }),
  );
});

test.each([
  { ...BEDROCK, [GATEWAY_ENV.GUARDRAIL_ID]: undefined },
  { ...BEDROCK, [GATEWAY_ENV.CALLER_ROLE_ARNS]: ',' },
  { [GATEWAY_ENV.CALLER_ROLE_ARNS]: 'arn:aws:iam::444455556666:role/a' },
  {},
])('a gateway without callers, model or guardrail does not start: %#', (environment) => {
  expect(() => settingsFrom(environment)).toThrow(expect.objectContaining({ code: 'SETTINGS_INCOMPLETE' }));
});
