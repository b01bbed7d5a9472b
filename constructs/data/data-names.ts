import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { dataWorkgroupName, stageRoleName, workBucketName } from '../../contract/names';

/** The stages of the data pipeline: each has one role, and the functions and the state machine have its name. */
export const DataStage = { MAP: 'data-map', DRIVE: 'data-drive', RUN: 'data-run', SCHEDULE: 'data-schedule' } as const;

/** Where Athena writes results and tables that do not outlive a run. */
export const ATHENA_PREFIX = 'athena/';
/** Where the Distributed Map lists what its children did. */
export const MAPS_PREFIX = 'maps/';
/** Label of the Distributed Map: its children are `NAME/tasks:…`. */
export const MAP_LABEL = 'tasks';

/** Names and ARNs of a pipeline's parts, all known before any of them exists. */
export class DataNames {
  public readonly map: string;
  public readonly drive: string;
  public readonly run: string;
  public readonly schedule: string;
  /** Bucket of what lives for days only. */
  public readonly workBucket: string;
  public readonly workgroup: string;
  /** Glue's names hold no hyphens that Athena would not need to quote. */
  public readonly database: string;
  public readonly machineLogGroup: string;

  public constructor(
    private readonly scope: Construct,
    name: string,
  ) {
    const { account, region } = Stack.of(scope);
    this.map = stageRoleName(name, DataStage.MAP);
    this.drive = stageRoleName(name, DataStage.DRIVE);
    this.run = stageRoleName(name, DataStage.RUN);
    this.schedule = stageRoleName(name, DataStage.SCHEDULE);
    this.workBucket = workBucketName(name, { account, region });
    this.workgroup = dataWorkgroupName(name);
    this.database = `${name}_data`.replaceAll('-', '_');
    this.machineLogGroup = `/aws/vendedlogs/states/${this.run}`;
  }

  public get machineArn(): string {
    return this.arn('states', `stateMachine:${this.run}`);
  }

  public get workgroupArn(): string {
    return this.arn('athena', `workgroup/${this.workgroup}`);
  }

  public roleArn(name: string): string {
    const { account, partition } = Stack.of(this.scope);
    return `arn:${partition}:iam::${account}:role/${name}`;
  }

  public functionArn(name: string): string {
    return this.arn('lambda', `function:${name}`);
  }

  public bucketArn(name: string): string {
    return `arn:${Stack.of(this.scope).partition}:s3:::${name}`;
  }

  /** ARN of something of a service in this account and region. */
  public arn(service: string, resource: string): string {
    const { account, region, partition } = Stack.of(this.scope);
    return `arn:${partition}:${service}:${region}:${account}:${resource}`;
  }
}
