import { DataAction, Door, type AccessRow } from '../contract/access';
import { DataClass } from '../contract/data-class';
import { DEPLOYED_PREFIX, VERIFICATIONS_PREFIX } from '../contract/live-verification';
import { deploymentRoleArn, stageRoleName } from '../contract/names';
import type { Place, RampartConfig } from './config/config';
import { accountsOf, classesKeptIn, environmentsOf } from './environments';
import { dataPeopleRows } from './generate/data-people-rows';

/** A stage, with the place where its role lives. */
export const STAGES = {
  ingest: 'data',
  'malware-scan': 'data',
  'data-map': 'data',
  'data-drive': 'data',
  'data-run': 'data',
  'data-schedule': 'data',
  'data-plan': 'data',
  train: 'training',
  evaluate: 'training',
  approve: 'training',
  deploy: 'serving',
  serve: 'serving',
  gateway: 'serving',
  record: 'security',
  respond: 'security',
  audit: 'security',
  'break-glass': 'security',
} as const satisfies Record<string, Place>;

/** The stage that every account has. */
const VERIFY_STAGE = 'verify';

/** One of {@link STAGES}. */
export type Stage = keyof typeof STAGES;

/** What a stage may do to a part of a class, and by which door: a line of the table below. */
type Line = readonly [Stage, DataAction, DataClass, string, Door];

const { READ, LIST, VET, WRITE, UPLOAD, CLEAR, QUERY, KEEP, PSEUDONYMIZE, SCAN } = DataAction;
const { SIGN, VERIFY, INVOKE, APPROVE, DEPLOY, ADMINISTER, INSPECT, OVERRIDE } = DataAction;
const { RAW, CURATED, MODEL, CONVERSATION, LOG, EVIDENCE } = DataClass;

/** The table itself. Every policy of the platform is generated from it; what it does not list is denied. */
const ALWAYS: readonly Line[] = [
  ['ingest', WRITE, RAW, 'quarantine/', Door.DATA_NETWORK],
  ['malware-scan', SCAN, RAW, '', Door.AWS_SERVICE],
  ['malware-scan', WRITE, RAW, 'malware-protection-resource-validation-object', Door.AWS_SERVICE],
  ['train', READ, CURATED, 'datasets/', Door.TRAINING_NETWORK],
  ['train', VERIFY, CURATED, 'datasets/', Door.TRAINING_NETWORK],
  ['train', UPLOAD, MODEL, 'candidates/', Door.TRAINING_NETWORK],
  ['evaluate', READ, MODEL, 'candidates/', Door.TRAINING_NETWORK],
  ['evaluate', WRITE, EVIDENCE, 'evaluations/', Door.TRAINING_NETWORK],
  ['approve', READ, EVIDENCE, 'evaluations/', Door.ORGANISATION],
  ['approve', SIGN, MODEL, 'candidates/', Door.ORGANISATION],
  ['approve', APPROVE, MODEL, 'candidates/', Door.ORGANISATION],
  ['deploy', READ, MODEL, 'candidates/', Door.SERVING_NETWORK],
  ['deploy', VERIFY, MODEL, 'candidates/', Door.SERVING_NETWORK],
  ['deploy', UPLOAD, MODEL, 'releases/', Door.SERVING_NETWORK],
  ['gateway', INVOKE, CONVERSATION, '', Door.GATEWAY_NETWORK],
  ['record', WRITE, EVIDENCE, DEPLOYED_PREFIX, Door.ORGANISATION],
  ['respond', READ, LOG, '', Door.ORGANISATION],
  ['respond', WRITE, EVIDENCE, 'incidents/', Door.ORGANISATION],
  ['audit', READ, LOG, '', Door.ORGANISATION],
  ['audit', READ, EVIDENCE, '', Door.ORGANISATION],
  ['break-glass', OVERRIDE, LOG, '', Door.ORGANISATION],
];

/** What is added when data sets are made here. */
const WITH_DATA: readonly Line[] = [
  ['data-map', READ, RAW, 'quarantine/', Door.DATA_NETWORK],
  ['data-map', VET, RAW, 'quarantine/', Door.DATA_NETWORK],
  ['data-map', READ, CURATED, 'datasets/', Door.DATA_NETWORK],
  ['data-map', WRITE, CURATED, 'datasets/', Door.DATA_NETWORK],
  ['data-drive', LIST, RAW, 'quarantine/', Door.DATA_NETWORK],
  ['data-drive', READ, CURATED, 'datasets/', Door.DATA_NETWORK],
  ['data-drive', UPLOAD, CURATED, 'datasets/', Door.DATA_NETWORK],
  ['data-drive', CLEAR, CURATED, 'datasets/', Door.DATA_NETWORK],
  ['data-drive', QUERY, CURATED, 'datasets/', Door.DATA_NETWORK],
  ['data-drive', KEEP, CURATED, 'athena/', Door.AWS_SERVICE],
  ['data-drive', SIGN, CURATED, 'datasets/', Door.DATA_NETWORK],
  ['data-drive', VERIFY, CURATED, 'datasets/', Door.DATA_NETWORK],
  ['data-run', READ, CURATED, 'datasets/', Door.AWS_SERVICE],
  ['data-run', KEEP, CURATED, 'maps/', Door.AWS_SERVICE],
];

/** What is added when personal data becomes pseudonyms, and not only placeholders. */
const WITH_PSEUDONYMS: readonly Line[] = [['data-map', PSEUDONYMIZE, CURATED, 'datasets/', Door.DATA_NETWORK]];

/** What is added when the model runs on an endpoint of ours. */
const WITH_ENDPOINT: readonly Line[] = [
  ['deploy', DEPLOY, MODEL, 'releases/', Door.SERVING_NETWORK],
  ['serve', READ, MODEL, 'releases/', Door.SERVING_NETWORK],
  ['serve', WRITE, CONVERSATION, 'captures/', Door.SERVING_NETWORK],
];

/** The platform's access matrix: which role may do what to which class of data, by which door. */
export function accessMatrix(config: RampartConfig): AccessRow[] {
  const lines = [
    ...ALWAYS,
    ...(config.dataStage ? WITH_DATA : []),
    ...(config.dataStage?.pseudonyms ? WITH_PSEUDONYMS : []),
    ...(config.models.sagemaker ? WITH_ENDPOINT : []),
  ];
  const stages = lines.map(([stage, action, dataClass, prefix, door]): AccessRow => {
    return { role: stage, principal: stageArn(config, stage), action, dataClass, prefix, door };
  });
  const administrators = config.people.administrators.flatMap((principal) =>
    Object.values(DataClass).map((dataClass): AccessRow => {
      return { role: 'administrator', principal, action: ADMINISTER, dataClass, prefix: '', door: Door.ORGANISATION };
    }),
  );
  const deployments = environmentsOf(config).flatMap((environment) =>
    classesKeptIn(environment).map((dataClass): AccessRow => {
      const principal = deploymentRoleArn(config.partition, environment);
      return { role: 'deployment', principal, action: ADMINISTER, dataClass, prefix: '', door: Door.AWS_SERVICE };
    }),
  );
  const callers = config.callers.roles.map((principal): AccessRow => {
    return { role: 'caller', principal, action: INVOKE, dataClass: CONVERSATION, prefix: '', door: Door.PRIVATE_API };
  });
  return [...stages, ...dataPeopleRows(config), ...verifiers(config), ...administrators, ...deployments, ...callers];
}

/** In each account one role reads what was meant to be there and what settings are there, and keeps what it found. */
function verifiers(config: RampartConfig): AccessRow[] {
  return accountsOf(config).flatMap((account) => {
    const line = (action: DataAction, dataClass: DataClass, prefix: string): AccessRow => {
      return {
        role: VERIFY_STAGE,
        principal: verifierArn(config, account),
        action,
        dataClass,
        prefix,
        door: Door.ORGANISATION,
      };
    };
    const kept = environmentsOf(config)
      .filter((one) => one.account === account)
      .flatMap(classesKeptIn);
    return [
      line(READ, EVIDENCE, DEPLOYED_PREFIX),
      line(WRITE, EVIDENCE, VERIFICATIONS_PREFIX),
      ...Object.values(DataClass)
        .filter((dataClass) => kept.includes(dataClass))
        .map((dataClass) => line(INSPECT, dataClass, '')),
    ];
  });
}

/** The ARN of the role that holds an account against what was deployed there. */
export function verifierArn(config: RampartConfig, account: string): string {
  return `arn:${config.partition}:iam::${account}:role/${stageRoleName(config.name, VERIFY_STAGE)}`;
}

/** The ARN of a stage's role, in the account where the stage lives. */
export function stageArn(config: RampartConfig, stage: Stage): string {
  const { account } = config.places[STAGES[stage]];
  return `arn:${config.partition}:iam::${account}:role/${stageRoleName(config.name, stage)}`;
}

/** The doors that are networks of ours, with the tier of that network. */
export const TIER_OF_DOOR: Readonly<Partial<Record<Door, string>>> = {
  [Door.DATA_NETWORK]: 'data',
  [Door.TRAINING_NETWORK]: 'training',
  [Door.SERVING_NETWORK]: 'serving',
  [Door.GATEWAY_NETWORK]: 'gateway',
};
