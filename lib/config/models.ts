import { RegionInfo } from 'aws-cdk-lib/region-info';
import { z } from 'zod';
import { says, text } from './fields';
import { guardrail } from './guardrail';

/** Models that AWS runs: every call passes a guardrail whose version is pinned. */
export const bedrock = z
  .strictObject(
    {
      modelId: text(
        'the id of a Bedrock foundation model, such as anthropic.claude-sonnet-4-20250514-v1:0 (not an inference profile: it would carry prompts to other regions)',
        /^(?!(us|eu|apac|jp|au|ca|global|us-gov)\.)[a-z0-9-]{1,63}\.[a-z0-9-]{1,63}([.:][a-z0-9-]{1,63}){0,2}$/,
        'MODEL_NOT_FOUNDATION',
      ).describe('Id of a Bedrock foundation model'),
      guardrail: guardrail.prefault({}).describe('What the guardrail says and stops'),
    },
    { error: 'a map of modelId and guardrail' },
  )
  .describe('A model that Amazon Bedrock runs');

function count(usually: number) {
  const allowed = 'a whole number from 2 to 100 (two at least, so that a zone may fail)';
  return z
    .int({ error: allowed })
    .min(2, { error: says('INVALID_VALUE', allowed) })
    .max(100, { error: says('INVALID_VALUE', allowed) })
    .default(usually);
}

const instances = z
  .strictObject(
    {
      minimum: count(2).describe('Instances at least: two, so that a zone may fail'),
      maximum: count(4).describe('Instances at most'),
    },
    { error: 'a map of minimum and maximum' },
  )
  .describe('How far the endpoint scales');

const DOMAINS = [...new Set(RegionInfo.regions.map((info) => info.domainSuffix ?? 'amazonaws.com'))].sort();

/** The host ends where a domain of AWS does: `…amazonaws.com.example` is somebody else's. */
const PRIVATE_IMAGE = new RegExp(
  `^\\d{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.(${DOMAINS.map((domain) => domain.replaceAll('.', '\\.')).join('|')})/` +
    '[a-z0-9]+([._/-][a-z0-9]+)*@sha256:[0-9a-f]{64}$',
);

/** A model of the team's own, in a container of its own. */
export const sagemaker = z
  .strictObject(
    {
      image: text(
        'an image in a private ECR repository, pinned by digest: ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME@sha256:DIGEST',
        PRIVATE_IMAGE,
        'IMAGE_NOT_PINNED',
      ).describe('Container image in private ECR, pinned by digest; a tag is refused, because it can move'),
      artifact: text(
        'a key that ends in .tar.gz, without a leading slash and without ..',
        /^(?!.*(^|\/)\.{1,2}\/)(?!.*\/\/)[A-Za-z0-9_][A-Za-z0-9!_.*'()/-]{0,500}\.tar\.gz$/,
      ).describe("Key of the model's archive inside the model vault"),
      instanceType: text('a SageMaker instance type such as ml.g5.2xlarge', /^ml\.[a-z0-9-]+\.[a-z0-9-]+$/).describe(
        'SageMaker instance type',
      ),
      instances: instances.prefault({}),
    },
    { error: 'a map of image, artifact, instanceType and instances' },
  )
  .describe("A model of the team's own, served by SageMaker without network access");
