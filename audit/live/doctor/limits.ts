import { BedrockClient, GetFoundationModelAvailabilityCommand } from '@aws-sdk/client-bedrock';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetServiceQuotaCommand, ServiceQuotasClient, paginateListServiceQuotas } from '@aws-sdk/client-service-quotas';
import type { ClientsOf } from './clients';
import { evaluated, missing, notEvaluated, ready, type Expectation, type Finding } from './finding';
import type { Owned } from './owned';

/** Lambda keeps so many for functions without a reservation of their own. */
const UNRESERVED = 100;
/** "Interface VPC endpoints per VPC", by the code of Service Quotas. */
const ENDPOINTS_PER_VPC = 'L-29B6F2EB';
const CONFIG_ROLE = 'AWSServiceRoleForConfig';

/** Whether the functions' reservations fit what the account may run at once. New accounts have ten. */
export function functionConcurrency(
  of: ClientsOf,
  { reservedConcurrency }: Expectation,
  owned: Owned,
): Promise<Finding> {
  const check = 'lambda-concurrency';
  return evaluated(check, async () => {
    const { AccountLimit } = await of(LambdaClient).send(new GetAccountSettingsCommand({}));
    const free = AccountLimit?.UnreservedConcurrentExecutions;
    if (free === undefined) return notEvaluated(check, 'Lambda told no limit');
    if (owned.has('AWS::Lambda::Function')) return ready(check, `${free} are not reserved, the platform's own are`);
    const wanted = reservedConcurrency + UNRESERVED;
    return free >= wanted
      ? ready(check, `${free} are not reserved`)
      : missing(
          check,
          `${free} are not reserved, and ${wanted} are needed`,
          'aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value 1000',
        );
  });
}

export function endpointsInVpc(of: ClientsOf, { interfaceEndpoints }: Expectation): Promise<Finding> {
  const check = 'vpc-endpoints';
  return evaluated(check, async () => {
    const about = { ServiceCode: 'vpc', QuotaCode: ENDPOINTS_PER_VPC };
    const { Quota } = await of(ServiceQuotasClient).send(new GetServiceQuotaCommand(about));
    if (Quota?.Value === undefined) return notEvaluated(check, 'Service Quotas told no value');
    return Quota.Value >= interfaceEndpoints
      ? ready(check, `${Quota.Value} a VPC, and ${interfaceEndpoints} are needed`)
      : missing(
          check,
          `${Quota.Value} a VPC, and ${interfaceEndpoints} are needed`,
          `aws service-quotas request-service-quota-increase --service-code vpc --quota-code ${ENDPOINTS_PER_VPC} --desired-value ${interfaceEndpoints}`,
        );
  });
}

/** Instances for endpoints: many accounts have none of the larger types. */
export function endpointInstances(of: ClientsOf, { instances }: Expectation): Promise<Finding>[] {
  if (instances === undefined) return [];
  const check = 'endpoint-instances';
  const { type, count } = instances;
  const look = async () => {
    const client = of(ServiceQuotasClient);
    for await (const { Quotas = [] } of paginateListServiceQuotas({ client }, { ServiceCode: 'sagemaker' })) {
      const quota = Quotas.find(({ QuotaName }) => QuotaName === `${type} for endpoint usage`);
      if (quota?.Value === undefined) continue;
      if (quota.Value >= count) return ready(check, `${quota.Value} of ${type}, and ${count} are needed`);
      const mend = `aws service-quotas request-service-quota-increase --service-code sagemaker --quota-code ${quota.QuotaCode} --desired-value ${count}`;
      return missing(check, `${quota.Value} of ${type}, and ${count} are needed`, mend);
    }
    return notEvaluated(check, `Service Quotas has no quota "${type} for endpoint usage"`);
  };
  return [evaluated(check, look)];
}

/** Whether the account may call the model. */
export function modelAccess(of: ClientsOf, { bedrockModel: modelId, region }: Expectation): Promise<Finding>[] {
  if (modelId === undefined) return [];
  const check = 'model-access';
  const look = async () => {
    const is = await of(BedrockClient).send(new GetFoundationModelAvailabilityCommand({ modelId }));
    const open = [
      is.regionAvailability === 'AVAILABLE' ? [] : [`not offered in ${region}`],
      is.entitlementAvailability === 'AVAILABLE' ? [] : ['the account has no entitlement'],
      is.authorizationStatus === 'AUTHORIZED' ? [] : ['the account is not authorized'],
      is.agreementAvailability?.status === 'AVAILABLE' ? [] : ['its agreement is not accepted'],
    ].flat();
    const mend = `aws bedrock list-foundation-model-agreement-offers --model-id ${modelId} --region ${region}`;
    return open.length === 0
      ? ready(check, `${modelId} may be called`)
      : missing(check, `${modelId}: ${open.join(', ')}`, mend);
  };
  return [evaluated(check, look)];
}

/** The service-linked role of AWS Config is made by the platform where it makes the recorder: one that is there already refuses it. */
export function configRole(of: ClientsOf, { singletons }: Expectation, owned: Owned): Promise<Finding>[] {
  if (singletons.config !== false) return [];
  const check = 'config-role';
  const look = async () => {
    try {
      await of(IAMClient).send(new GetRoleCommand({ RoleName: CONFIG_ROLE }));
    } catch (error) {
      if (error instanceof Error && /^NoSuchEntity/.test(error.name))
        return ready(check, 'there is none yet: the platform makes it');
      throw error;
    }
    return owned.has('AWS::IAM::ServiceLinkedRole')
      ? ready(check, `${CONFIG_ROLE} is the platform's own`)
      : missing(
          check,
          `${CONFIG_ROLE} is there already, and a second one is refused`,
          `aws iam delete-service-linked-role --role-name ${CONFIG_ROLE}`,
        );
  };
  return [evaluated(check, look)];
}
