import type { Resource } from './resource';
import type { Value } from './value';

const DIGEST = /@sha256:[0-9a-f]{64}$/;

/** Where each type names the images that it runs. */
const IMAGES: Readonly<Record<string, (resource: Resource) => Value[]>> = {
  'AWS::SageMaker::Model': (model) =>
    [model.at('PrimaryContainer'), ...model.at('Containers').list()].map((container) => container.at('Image')),
  'AWS::SageMaker::ProcessingJob': (job) => [job.at('AppSpecification', 'ImageUri')],
  'AWS::SageMaker::DataQualityJobDefinition': (job) => [job.at('DataQualityAppSpecification', 'ImageUri')],
  'AWS::SageMaker::ModelBiasJobDefinition': (job) => [job.at('ModelBiasAppSpecification', 'ImageUri')],
  'AWS::SageMaker::ModelExplainabilityJobDefinition': (job) => [
    job.at('ModelExplainabilityAppSpecification', 'ImageUri'),
  ],
  'AWS::SageMaker::ModelQualityJobDefinition': (job) => [job.at('ModelQualityAppSpecification', 'ImageUri')],
  'AWS::SageMaker::MonitoringSchedule': (schedule) => [
    schedule.at('MonitoringScheduleConfig', 'MonitoringJobDefinition', 'MonitoringAppSpecification', 'ImageUri'),
  ],
  'AWS::BedrockAgentCore::Runtime': (runtime) => [
    runtime.at('AgentRuntimeArtifact', 'ContainerConfiguration', 'ContainerUri'),
  ],
};

export const IMAGE_TYPES: readonly string[] = Object.keys(IMAGES);

/** The images that the resource names itself. */
export function imagesOf(resource: Resource): Value[] {
  return (IMAGES[resource.type]?.(resource) ?? []).filter((image) => !image.absent);
}

/** Whether the image's name ends in a digest, whatever registry and region come before it. */
export function isPinned(image: Value): boolean {
  const ending = image.fragments().at(-1);
  if (ending === undefined) throw image.unread('an image with a digest or a tag');
  return DIGEST.test(ending);
}
