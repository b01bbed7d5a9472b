import type { Model, Resource, Template } from '../assembly/model';
import { sha256 } from '../evidence/digest';
import type { LiveAccess } from './access';
import type { Clients } from './clients';
import { learnOutputs, type Deployment } from './deployment';
import { failureOf } from './failure';
import { PlaceReading } from './place-reading';
import { eachOf } from './pool';
import { readStack, type DeployedStack, type StackFound } from './stacks';
import type { VerifiedTemplate } from './verification';
import type { Place } from './verdict';

/** The stacks of all templates as they are deployed, and what only they tell: physical ids, names, outputs. */
export class DeployedStacks {
  private readonly found = new Map<string, StackFound>();
  private readonly places = new Map<string, PlaceReading>();

  public constructor(
    private readonly model: Model,
    private readonly access: LiveAccess,
    private readonly deployment: Deployment,
  ) {}

  public of(stack: string): StackFound | undefined {
    return this.found.get(stack);
  }

  public clientsAt({ account, region }: Place): Clients | undefined {
    return this.places.get(`${account}/${region}`)?.clients;
  }

  /** Parents first: a nested stack's name is what its parent made of it. */
  public async read(atOnce: number, onRead: (done: number, of: number) => void): Promise<void> {
    const waiting = [...this.model.templates];
    let done = 0;
    while (waiting.length > 0) {
      const ready = waiting.filter(({ source }) => !source.parent || this.found.has(source.parent.id));
      const now = ready.length > 0 ? ready : [...waiting];
      await eachOf(now, atOnce, async (template) => {
        this.found.set(template.stack, await this.readOne(template));
        onRead(++done, this.model.templates.length);
      });
      for (const one of now) waiting.splice(waiting.indexOf(one), 1);
    }
    for (const template of this.model.templates) {
      const stack = this.found.get(template.stack);
      if (stack?.kind !== 'deployed') continue;
      for (const resource of template.resources) {
        const physical = stack.resources.get(resource.logicalId)?.physicalId;
        if (physical !== undefined && physical !== '') this.deployment.named(resource, physical);
      }
      learnOutputs(this.deployment, this.model, template.stack, stack.outputs);
    }
  }

  private async readOne(template: Template): Promise<StackFound> {
    const place = placeOf(template);
    try {
      const clients = await this.access.at(place);
      const key = `${place.account}/${place.region}`;
      if (!this.places.has(key)) this.places.set(key, new PlaceReading(place, clients));
      const { parent } = template.source;
      const above = parent && this.found.get(parent.id);
      if (parent && above?.kind !== 'deployed') return above ?? { kind: 'not deployed', detail: 'its parent is not' };
      return await readStack(clients, template, this.nameOf(template.stack));
    } catch (error) {
      return { kind: 'not readable', failure: failureOf(error) };
    }
  }

  /** One that a condition decides is meant where the deployed stack has it. */
  public isMeant({ stack, logicalId, condition }: Resource): boolean {
    if (condition === 'always') return true;
    const deployed = this.found.get(stack);
    return deployed?.kind !== 'deployed' || deployed.resources.has(logicalId);
  }

  /** What CloudFormation calls a resource; undefined where the deployed stack has none. */
  public physicalId({ stack, logicalId }: Resource): string | undefined {
    const deployed = this.found.get(stack);
    const id = deployed?.kind === 'deployed' ? deployed.resources.get(logicalId)?.physicalId : undefined;
    return id === '' ? undefined : id;
  }

  /** A nested stack's name is what its parent made of it. */
  public nameOf(stack: string): string {
    const template = this.model.template(stack);
    const { parent } = template?.source ?? {};
    const above = parent && this.found.get(parent.id);
    const made = parent && above?.kind === 'deployed' ? above.resources.get(parent.logicalId)?.physicalId : undefined;
    return made ?? template?.stackName ?? stack;
  }

  /** Where a resource is read. */
  public readingOf({ stack }: Resource): PlaceReading | undefined {
    const { account, region } = placeOf(this.model.template(stack));
    return this.places.get(`${account}/${region}`);
  }

  public verified(template: Template): VerifiedTemplate {
    const stack = this.found.get(template.stack);
    return {
      stack: template.stackName,
      ...placeOf(template),
      sha256: sha256(template.source.text),
      deployed: deployedIn(stack),
    };
  }
}

/** The account and region that a template goes to. */
export function placeOf(template: Template | undefined): Place {
  return { account: template?.account ?? '', region: template?.region ?? '' };
}

function deployedIn(stack: StackFound | undefined): VerifiedTemplate['deployed'] {
  if (stack?.kind === 'not deployed') return 'not deployed';
  if (stack?.kind !== 'deployed') return 'not read';
  const { sameTemplate }: DeployedStack = stack;
  return sameTemplate === undefined ? 'not read' : sameTemplate ? 'this template' : 'another template';
}
