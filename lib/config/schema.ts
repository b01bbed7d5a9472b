import { GATEWAY_LIMITS } from '../../contract/gateway';
import { z } from 'zod';
import { accountId, cidr, days, list, logDays, region, roleArn, says, SIX_MONTHS, text } from './fields';
import { dataStage } from './data-stage';
import { bedrock, sagemaker } from './models';

const LAW = ' (six months is the least that Articles 19 and 26 of the EU AI Act allow)';

const environment = z.strictObject({ account: accountId, region }, { error: 'a map of account and region' });

/** Either everything in one, or each place for itself. Which of the two it is, the rules judge: a union's errors help nobody. */
function perPlace<Value extends z.ZodType>(value: Value, allowed: string) {
  return z
    .strictObject(
      {
        all: value.optional().describe('One for everything'),
        data: value.optional().describe('Acquisition, cleaning, labelling, and their vaults'),
        training: value.optional().describe('Training, evaluation, and the model vault'),
        serving: value.optional().describe('Models, guardrails and the private API'),
        security: value.optional().describe('Logs, evidence, detection and response'),
      },
      { error: allowed },
    )
    .meta({
      oneOf: [
        { required: ['all'], maxProperties: 1 },
        { required: ['data', 'training', 'serving', 'security'], maxProperties: 4 },
      ],
    });
}

const network = z.strictObject(
  {
    zones: z
      .int({ error: 'a whole number, 2 or 3' })
      .min(2, { error: says('INVALID_VALUE', '2 or 3 availability zones') })
      .max(3, { error: says('INVALID_VALUE', '2 or 3 availability zones') })
      .default(2)
      .describe('Availability zones that each network spans'),
    ranges: perPlace(cidr, 'a map with the same keys as accounts').describe(
      'The IPv4 range of each network; no two overlap',
    ),
  },
  { error: 'a map of zones and ranges' },
);

const retentionDays = z.strictObject(
  {
    raw: days(30, '').default(365).describe('Data as acquired'),
    curated: days(30, '').default(730).describe('Cleaned, labelled, balanced data'),
    model: days(SIX_MONTHS, LAW).default(1095).describe('Weights and their manifests'),
    conversation: days(SIX_MONTHS, LAW).default(365).describe('Prompts, answers and captures'),
    log: logDays.default(400).describe('Trails, access logs and flow logs'),
    evidence: days(SIX_MONTHS, LAW).default(2557).describe('What auditors are handed'),
  },
  { error: 'a map from class of data to days' },
);

function duty(what: string) {
  return list(roleArn, `a list of 1 to 20 role ARNs: who ${what}`, 1, 20).describe(`Roles that ${what}`);
}

const people = z.strictObject(
  {
    administrators: duty('administer keys, and cannot decrypt'),
    approvers: duty('approve models'),
    responders: duty('respond to incidents'),
    auditors: duty('read evidence'),
    breakGlass: duty('break the glass: MFA, one hour, alarmed'),
  },
  { error: 'a map from duty to role ARNs' },
);

const callers = z.strictObject(
  {
    roles: list(
      roleArn,
      `a list of 1 to ${GATEWAY_LIMITS.callerRoles} role ARNs: who may call the private API`,
      1,
      GATEWAY_LIMITS.callerRoles,
    ).describe('Roles that may call the private API'),
    vpcEndpoints: list(
      text('the id of a VPC endpoint, such as vpce-0123456789abcdef0', /^vpce-([0-9a-f]{8}|[0-9a-f]{17})$/),
      'a list of at most 20 VPC endpoint ids',
      0,
      20,
    )
      .default([])
      .describe("execute-api endpoints of the callers' own VPCs; the platform's own endpoint is always a door"),
  },
  { error: 'a map of roles and vpcEndpoints' },
);

function adopted(what: string) {
  return z
    .boolean({ error: 'true or false' })
    .default(false)
    .describe(`true where ${what} already runs in these accounts: it is adopted, not created`);
}

const existing = z.strictObject(
  {
    guardDuty: adopted('GuardDuty'),
    securityHub: adopted('Security Hub'),
    macie: adopted('Macie'),
    config: adopted('AWS Config'),
    accessAnalyzer: adopted('IAM Access Analyzer'),
    invocationLogging: adopted("Bedrock's invocation logging"),
    vpcBlockPublicAccess: adopted('VPC Block Public Access'),
    guardrailEnforcement: adopted("Bedrock's account-wide guardrail enforcement"),
  },
  { error: 'a map from service to true or false' },
);

/** The shape of a config file. What holds between its parts is in `rules.ts`; `load.ts` applies both. */
export const configSchema = z
  .strictObject(
    {
      name: text(
        '3 to 20 lower-case letters, digits and hyphens, from a letter to a letter or digit, not starting with aws, ssm, amzn- or sthree- (which AWS keeps for itself)',
        /^(?!aws|ssm|amzn-|sthree-)[a-z][a-z0-9-]{1,18}[a-z0-9]$/,
      ).describe('Prefix of every physical name: 3 to 20 lower-case letters, digits and hyphens'),
      organizationId: text('an AWS organisation id such as o-a1b2c3d4e5', /^o-[a-z0-9]{10,32}$/).describe(
        'Id of the AWS organisation: data leaves its vaults only to principals of it',
      ),
      accounts: perPlace(environment, 'a map: either all, or each of data, training, serving and security').describe(
        'Where the platform lives',
      ),
      network: network.describe('Isolated networks: no internet gateway, no NAT'),
      retentionDays: retentionDays.prefault({}).describe('Days for which each class of data is kept'),
      dataStage: dataStage.optional(),
      models: z
        .strictObject(
          { bedrock: bedrock.optional(), sagemaker: sagemaker.optional() },
          { error: 'a map of bedrock, sagemaker, or both' },
        )
        .meta({ description: 'Where answers come from: at least one of the two', minProperties: 1 }),
      people: people.describe('Who may do what; a role has one duty only'),
      callers: callers.describe('Who may ask the model'),
      alarms: z
        .strictObject(
          {
            email: z
              .email({ error: says('INVALID_VALUE', 'an e-mail address') })
              .max(254, { error: says('INVALID_VALUE', 'an e-mail address') })
              .describe('Address that is asked to subscribe to alarms'),
          },
          { error: 'a map of email' },
        )
        .describe('Who hears of alarms'),
      existing: existing.prefault({}).describe('Account-wide services that the organisation already runs'),
    },
    { error: 'a map with name, organizationId, accounts, network, models, people, callers and alarms' },
  )
  .describe('Configuration of a Rampart platform');

/** The file's content once its shape was judged and its defaults filled in. */
export type ConfigFile = z.output<typeof configSchema>;

/** The JSON Schema by which editors complete and explain a config file. */
export function configJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(configSchema, { io: 'input', reused: 'inline' });
  return { $schema, title: 'Rampart', ...rest };
}
