import { LabelError } from '../errors';
import type { LabelSchema } from '../schema';
import { LABEL_ATTRIBUTE } from './augmented-manifest';

/** What a Ground Truth job needs to know beside the schema. */
export interface LabelingJobPlan {
  /** Ground Truth's label attribute name. */
  readonly labelAttribute: string;
  /** S3 address of the input manifest. */
  readonly inputManifest: string;
  /** S3 prefix for what the job writes. */
  readonly output: string;
  readonly roleArn: string;
  /** The private work team: a public one would show the documents to strangers. */
  readonly workteamArn: string;
  readonly kmsKeyArn: string;
  /** @default 3 */
  readonly labellersPerItem?: number;
}

/** The category file that a job reads, and the description of a job. */
export interface LabelingJob {
  readonly categories: string;
  readonly request: Readonly<Record<string, unknown>>;
}

/**
 * Describes a job for an account that has Ground Truth: the input of SageMaker's CreateLabelingJob, less its pre- and post-processing
 * functions and its page, which differ a region. Off by default: AWS has closed Ground Truth to new customers, and nothing in Rampart calls it.
 *
 * @param enabled must be true: said by whoever knows that the account has the service
 * @throws LabelError `GROUND_TRUTH_OFF` or `LABELING_JOB_INVALID`
 */
export function describeLabelingJob(schema: LabelSchema, plan: LabelingJobPlan, enabled = false): LabelingJob {
  if (!enabled) {
    throw new LabelError(
      'GROUND_TRUTH_OFF',
      'Ground Truth is closed to new customers: enable it only for an account that has it, or use the local label page',
    );
  }
  if (!LABEL_ATTRIBUTE.test(plan.labelAttribute))
    throw invalid('labelAttribute', plan.labelAttribute, 'an attribute name');
  if (!/^arn:[\w-]+:sagemaker:[\w-]+:\d{12}:workteam\/private-crowd\/[\w-]+$/.test(plan.workteamArn)) {
    throw invalid('workteamArn', plan.workteamArn, 'the ARN of a private work team');
  }
  return {
    categories: JSON.stringify({
      'document-version': '2018-11-28',
      labels: schema.classes.map(({ id }) => ({ label: id })),
    }),
    request: {
      LabelingJobName: `${schema.id}-v${schema.version}-g${schema.guideline.version}`,
      LabelAttributeName: plan.labelAttribute,
      InputConfig: { DataSource: { S3DataSource: { ManifestS3Uri: plan.inputManifest } } },
      OutputConfig: { S3OutputPath: plan.output, KmsKeyId: plan.kmsKeyArn },
      RoleArn: plan.roleArn,
      HumanTaskConfig: {
        WorkteamArn: plan.workteamArn,
        TaskTitle: schema.question.slice(0, 128),
        TaskDescription: schema.guideline.text.slice(0, 255),
        NumberOfHumanWorkersPerDataObject: plan.labellersPerItem ?? 3,
        TaskTimeLimitInSeconds: 3600,
      },
    },
  };
}

function invalid(property: string, got: string, allowed: string): LabelError {
  return new LabelError('LABELING_JOB_INVALID', `${property} must be ${allowed}, got ${got}`);
}
