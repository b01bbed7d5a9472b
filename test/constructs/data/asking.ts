import { readTemplates } from '../../../audit/assembly/read-templates';
import { resolve } from '../../../audit/assembly/resolve';
import { Facts } from '../../../audit/proofs/facts';
import { appOf, bucketName, dataStage, role, type Changes } from './world';

export const RAW = `arn:aws:s3:::${bucketName('raw')}`;
export const CURATED = `arn:aws:s3:::${bucketName('curated')}`;
export const WORK = 'arn:aws:s3:::acme-llm-data-work-111122223333-eu-central-1';
export const HERE = 'eu-central-1:111122223333';

/** The whole stage's templates, all policies of which are asked together: the role's, its boundary's, the vault's and the key's. */
export class Asking {
  public readonly facts: Facts;

  public constructor(changes: Changes = {}) {
    this.facts = new Facts(resolve(readTemplates(appOf(dataStage(changes)).synth().directory)));
  }

  /** Whether there is any request by which the role may do any of it. Throws where it cannot be decided. */
  public may(name: string, action: string | string[], resource: string, except: string[] = []): boolean {
    const answer = this.facts.may({ principal: role(`acme-llm-${name}`), action, resource, except });
    if (answer.kind === 'notEvaluated') throw new Error(`not decided: ${JSON.stringify(answer)}`);
    return answer.kind === 'counterexample';
  }
}
