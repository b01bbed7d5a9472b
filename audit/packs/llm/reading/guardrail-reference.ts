import type { Value } from './value';

const NUMBER = /^[1-9][0-9]*$/;

/** Whether the value is a guardrail's numbered version: a number, or the version resource's. `DRAFT` changes under its users. */
export function isPinnedVersion(version: Value): boolean {
  const target = version.target();
  if (target?.resource.type === 'AWS::Bedrock::GuardrailVersion') return target.attribute === 'Version';
  if (target?.resource.type === 'AWS::Bedrock::Guardrail') return false;
  const text = version.text();
  return text !== undefined && NUMBER.test(text);
}
