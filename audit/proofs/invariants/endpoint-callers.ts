import { DataAction } from '../../../contract/access';
import type { Facts } from '../facts';
import type { Invariant, Proof } from '../invariant';
import { OUTSIDE_ENDPOINTS } from '../outside-endpoints';
import { isDeclared } from '../principal-named';
import { impossible, isNoService } from '../verdicts';
import { reasonInWords, requestInWords } from '../words';

const CALLS = [
  'bedrock:InvokeModel',
  'bedrock:InvokeModelWithResponseStream',
  'sagemaker:InvokeEndpoint',
  'sagemaker:InvokeEndpointAsync',
  'sagemaker:InvokeEndpointWithResponseStream',
];

/** A model answers the roles that are listed to ask it, through a VPC endpoint, and no other way. */
export const ENDPOINT_CALLERS: Invariant = {
  id: 'Proof-EndpointCallers',
  title: 'Models are called by the gateway, through a VPC endpoint only',
  risk: 'A call that goes around the gateway is not authenticated, inspected, budgeted or recorded by it; a stolen credential works from anywhere.',
  check:
    'Of the principals that the templates declare, only those that the matrix lists for invoke can call a model or an endpoint; and none of them can without a VPC endpoint.',
  remedy: 'Deny the calls unless aws:SourceVpce is the endpoint of the calling tier, in the caller’s own policies.',
  sources: ['OWASP LLM06:2026', 'NIST SC-7', 'NIST AC-4', 'GENSEC01-BP02', 'AWS BR-02'],
  prove(facts) {
    const { may, notEvaluated } = facts.who({ action: CALLS });
    const judged = ({ who }: { readonly who: string }): boolean => isNoService(who) && isDeclared(facts, who);
    const open = notEvaluated.filter(judged).map(({ who, why }): Proof => {
      return { kind: 'not evaluated', subject: placeOf(facts, who), detail: reasonInWords(why) };
    });
    const listed = facts.declared.rows
      .filter(({ action }) => action === DataAction.INVOKE)
      .map(({ principal }) => principal);
    const hasMatrix = facts.declared.rows.length > 0;
    const calling = may.filter(judged).flatMap(({ who, example }): readonly Proof[] => {
      const subject = placeOf(facts, who);
      if (hasMatrix && !listed.includes(who)) {
        const detail = `calls a model, and no line of the matrix lets it: ${requestInWords(example)}`;
        return [{ kind: 'refuted', subject, detail, counterexample: example }];
      }
      return [
        impossible(
          facts.may({ principal: who, action: CALLS, given: OUTSIDE_ENDPOINTS }),
          { subject },
          'calls models through a VPC endpoint only',
          'calls a model through no VPC endpoint',
        ),
      ];
    });
    return [...calling, ...open];
  },
};

function placeOf(facts: Facts, arn: string): string {
  return facts.world.principals.find((one) => one.arn === arn)?.origin ?? arn;
}
