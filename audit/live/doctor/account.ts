import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { clientsOf, type ClientsOf } from './clients';
import { evaluated, missing, notEvaluated, ready, reasonOf, type Expectation, type Finding } from './finding';

/** Older ones lack what CDK 2.276's synthesizer asks of them. */
const LEAST_BOOTSTRAP = 6;
const BOOTSTRAP_STACK = 'CDKToolkit';
/** The region of each partition that is enabled in every account. */
const HOME_REGION: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
};

/** Whose keys are in the environment. */
export type Caller = { readonly account: string } | { readonly finding: Finding };

/** Asks STS in the partition's home region, so that a region that is not enabled is not taken for bad keys. */
export async function callerOf(partition: string): Promise<Caller> {
  const sts = clientsOf(HOME_REGION[partition] ?? 'us-east-1')(STSClient);
  try {
    const { Account } = await sts.send(new GetCallerIdentityCommand({}));
    if (Account !== undefined) return { account: Account };
    return { finding: notEvaluated('credentials', 'STS named no account') };
  } catch (error) {
    const saw = reasonOf(error);
    return {
      finding: refusesKeys(error) ? missing('credentials', saw, 'aws sso login') : notEvaluated('credentials', saw),
    };
  }
}

/** Whether there are no keys, or keys that nobody knows. A fault of the network says nothing of them. */
function refusesKeys(error: unknown): boolean {
  const name = error instanceof Error ? error.name : '';
  return /^(CredentialsProviderError|ExpiredToken|ExpiredTokenException|InvalidClientTokenId|SignatureDoesNotMatch|UnrecognizedClientException)$/.test(
    name,
  );
}

/** Whether STS of the region knows keys that the home region knew. */
export function regionEnabled(of: ClientsOf, { region }: Expectation): Promise<Finding> {
  const check = 'region';
  return evaluated(check, async () => {
    try {
      await of(STSClient).send(new GetCallerIdentityCommand({}));
      return ready(check, `${region} is enabled`);
    } catch (error) {
      const code = error instanceof Error ? `${error.name} ${(error as { code?: string }).code ?? ''}` : '';
      if (/ENOTFOUND/.test(code)) return missing(check, `no ${region} is known`, 'correct the region in the config');
      if (refusesKeys(error))
        return missing(check, `${region} is not enabled`, `aws account enable-region --region-name ${region}`);
      throw error;
    }
  });
}

/** The bootstrap stack, and its version. */
export function bootstrapped(of: ClientsOf, { account, region }: Expectation): Promise<Finding> {
  const check = 'bootstrap';
  const mend = `npx cdk bootstrap aws://${account}/${region}`;
  return evaluated(check, async () => {
    try {
      const { Stacks } = await of(CloudFormationClient).send(new DescribeStacksCommand({ StackName: BOOTSTRAP_STACK }));
      const [stack] = Stacks ?? [];
      const version = Number(stack?.Outputs?.find(({ OutputKey }) => OutputKey === 'BootstrapVersion')?.OutputValue);
      if (!Number.isInteger(version)) return notEvaluated(check, `${BOOTSTRAP_STACK} tells no version`);
      if (!/_COMPLETE$/.test(stack?.StackStatus ?? '') || /ROLLBACK|DELETE/.test(stack?.StackStatus ?? ''))
        return missing(check, `${BOOTSTRAP_STACK} is ${stack?.StackStatus ?? 'without status'}`, mend);
      return version < LEAST_BOOTSTRAP
        ? missing(check, `version ${version}, and ${LEAST_BOOTSTRAP} is the least`, mend)
        : ready(check, `version ${version}`);
    } catch (error) {
      if (error instanceof Error && /does not exist/.test(error.message))
        return missing(check, `there is no stack ${BOOTSTRAP_STACK}`, mend);
      throw error;
    }
  });
}
