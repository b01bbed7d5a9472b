import { bootstrapped, callerOf, regionEnabled } from './account';
import { clientsOf } from './clients';
import { missing, notEvaluated, ready, reasonOf, type Examination, type Expectation, type Finding } from './finding';
import { configRole, endpointInstances, endpointsInVpc, functionConcurrency, modelAccess } from './limits';
import { ownedBy, type Owned } from './owned';
import { singletons } from './singletons';

/**
 * Looks at what a deployment needs, and changes nothing. One set of keys opens one account: of the others it is said that they were not
 * evaluated. Never throws for what AWS answers: that is a finding.
 */
export async function examine(expectations: readonly Expectation[]): Promise<Examination[]> {
  const [first] = expectations;
  if (first === undefined) return [];
  const caller = await callerOf(first.partition);
  const known = expectations.some(({ account }) => 'account' in caller && caller.account === account);
  return Promise.all(
    expectations.map(async (expectation) => {
      const { account, region } = expectation;
      if ('finding' in caller) return { account, region, findings: [caller.finding] };
      const identified = ready('credentials', `of account ${caller.account}`);
      if (caller.account !== account) {
        // Where the keys open one of the config's accounts, the others wait for theirs; where they open none, they are the wrong ones.
        const saw = `the keys are of account ${caller.account}, not ${account}`;
        const mend = `aws sso login --profile the-one-of-${account}`;
        const finding = known ? notEvaluated('account', saw) : missing('account', saw, mend);
        return { account, region, findings: [identified, finding] };
      }
      return { account, region, findings: [identified, ready('account', account), ...(await examined(expectation))] };
    }),
  );
}

async function examined(expectation: Expectation): Promise<Finding[]> {
  const of = clientsOf(expectation.region);
  const region = await regionEnabled(of, expectation);
  if (region.verdict !== 'ready') return [region];
  let owned: Owned = new Set();
  const unreadable: Finding[] = [];
  try {
    owned = await ownedBy(expectation.name, of);
  } catch (error) {
    unreadable.push(notEvaluated('stacks', reasonOf(error)));
  }
  const rest = await Promise.all([
    bootstrapped(of, expectation),
    functionConcurrency(of, expectation, owned),
    endpointsInVpc(of, expectation),
    ...endpointInstances(of, expectation),
    ...modelAccess(of, expectation),
    ...configRole(of, expectation, owned),
  ]);
  return [region, ...unreadable, ...rest, ...(await singletons(of, expectation, owned))];
}
