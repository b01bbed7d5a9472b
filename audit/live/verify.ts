import { basename } from 'node:path';
import type { Model, Resource } from '../assembly/model';
import { resolve } from '../assembly/resolve';
import type { Reading as Templates } from '../assembly/source';
import type { ResolvedMap } from '../assembly/value';
import { requireDay } from '../audit-error';
import type { LiveAccess } from './access';
import { DeployedStacks, placeOf } from './deployed-stacks';
import { Deployment } from './deployment';
import type { LiveInvariant } from './invariants';
import { judge } from './judge';
import { withHistory } from './last-changes';
import { LiveError } from './live-error';
import { LiveModel, type Seen } from './live-model';
import { Neighbours } from './neighbours';
import { eachOf } from './pool';
import { readResource } from './read-resource';
import type { Found, Meant } from './reader';
import { readerOf } from './readers/all';
import { strangers } from './strangers';
import { ordered, type Verification } from './verification';
import type { Failure, ResourceVerdict, Subject } from './verdict';

export interface VerifyOptions {
  /** The day of the run, `YYYY-MM-DD`: the only time in the result, beside what CloudTrail tells. */
  readonly date: string;
  /** Resources read at once; their calls have a cap of their own, the gate's. @default 32 */
  readonly atOnce?: number;
  /** Resources that are not in place for which CloudTrail is asked since when. It takes two questions a second. @default 20 */
  readonly history?: number;
  /** Whether the proofs run over what was found. @default true */
  readonly invariants?: boolean;
  /** Seconds of processor time for the proofs. @default 60 */
  readonly proofSeconds?: number;
  /** Told how far it is. */
  readonly onProgress?: (step: string, done: number, of: number) => void;
}

/**
 * Reads what templates mean to be there from the live accounts, and says of each resource whether it is. What cannot be read is said
 * to be so; nothing that a service answers makes this throw.
 *
 * @throws AuditError `DATE_INVALID`; LiveError `TEMPLATES_MISSING`, `CREDENTIALS_MISSING`, `REGION_MISSING`
 */
export async function verifyLive(
  templates: Templates,
  access: LiveAccess,
  options: VerifyOptions,
): Promise<Verification> {
  requireDay(options.date);
  if (templates.templates.length === 0) {
    const [first] = templates.notEvaluated;
    throw new LiveError(
      'TEMPLATES_MISSING',
      `There is no template to hold the account against: ${first?.reason ?? 'none was found'}.`,
    );
  }
  const { account, region } = await access.identity();
  const model = resolve(templates, account === '' ? { region } : { account, region });
  return new Run(model, access, options).verify();
}

class Run {
  private readonly deployment = new Deployment();
  private readonly stacks: DeployedStacks;
  private readonly found = new Map<Resource, Found | Failure>();
  private readonly seen = new Map<Resource, Seen>();
  private readonly verdicts: ResourceVerdict[] = [];

  public constructor(
    private readonly model: Model,
    access: LiveAccess,
    private readonly options: VerifyOptions,
  ) {
    this.stacks = new DeployedStacks(model, access, this.deployment);
  }

  public async verify(): Promise<Verification> {
    await this.stacks.read(this.options.atOnce ?? 32, (done, of) => this.options.onProgress?.('stacks', done, of));
    const resources = this.model.resources.filter((one) => this.stacks.isMeant(one));
    for (const one of resources) this.stacks.readingOf(one)?.expect(one.type, this.stacks.physicalId(one) ?? '');
    await this.readResources(resources);
    this.learnAttributes();
    const meant = new Map(resources.map((one) => [one, this.meant(one)]));
    const beside = new Neighbours([...meant.values()]);
    for (const one of resources) this.judge(one, meant.get(one), beside);
    this.verdicts.push(...strangers(this.model, this.stacks));
    const verdicts = await withHistory(this.verdicts, this.stacks, this.options.history ?? 20, (done, of) =>
      this.options.onProgress?.('history', done, of),
    );
    return {
      date: this.options.date,
      templates: this.model.templates.map((one) => this.stacks.verified(one)),
      notEvaluated: this.model.notEvaluated,
      resources: ordered(verdicts),
      invariants: this.options.invariants === false ? [] : await this.invariants(),
    };
  }

  private async readResources(resources: readonly Resource[]): Promise<void> {
    let done = 0;
    await eachOf(resources, this.options.atOnce ?? 32, async (resource) => {
      this.found.set(resource, await readResource(resource, this.stacks, () => this.meant(resource)));
      this.options.onProgress?.('resources', ++done, resources.length);
    });
  }

  private learnAttributes(): void {
    for (const [{ stack, logicalId }, found] of this.found) {
      if (found.kind !== 'read') continue;
      for (const [name, value] of Object.entries(found.attributes ?? {})) {
        if (value !== '') this.deployment.attribute(stack, logicalId, name, value);
      }
    }
  }

  private judge(resource: Resource, own: Meant | undefined, neighbours: Neighbours): void {
    const subject = this.subject(resource);
    const found = this.found.get(resource);
    const reader = readerOf(resource.type);
    if (found === undefined || own === undefined || (found.kind !== 'read' && found.kind !== 'missing')) {
      const failure =
        found === undefined || found.kind === 'read' || found.kind === 'missing'
          ? { kind: 'failed' as const, detail: 'it was not read' }
          : found;
      this.tell({ ...subject, verdict: 'not readable', failure, unread: [], notCompared: [] }, resource);
      this.seen.set(resource, { kind: 'not readable', why: failure.detail });
      return;
    }
    if (found.kind === 'missing' || !reader) {
      const detail = found.kind === 'missing' ? found.detail : '';
      this.tell({ ...subject, verdict: 'missing', detail }, resource);
      this.seen.set(resource, { kind: 'missing' });
      return;
    }
    const beside = neighbours.of(own.place);
    const stack = this.stacks.of(resource.stack);
    const judged = judge(subject, own, reader, found, beside, stack?.kind === 'deployed' ? stack.tags : new Set());
    this.tell(judged.verdict, resource);
    for (const extra of judged.extras) this.tell({ ...subject, verdict: 'extra', extra }, resource);
    this.seen.set(resource, {
      kind: 'read',
      properties: judged.properties ?? {},
      assumed: judged.assumed ?? {},
      extras: judged.extras,
    });
  }

  /** What is not in place is named with the line that declares it. */
  private tell(verdict: ResourceVerdict, resource: Resource): void {
    if (verdict.verdict === 'in place') this.verdicts.push(verdict);
    else {
      const { file, line } = this.model.locate(resource);
      this.verdicts.push({ ...verdict, file: basename(file), line });
    }
  }

  /** They come with all that AWS publishes of actions, 15 MB: only where they are asked for. */
  private async invariants(): Promise<readonly LiveInvariant[]> {
    this.options.onProgress?.('invariants', 0, 1);
    const { liveInvariants } = await import('./invariants');
    const model = (trusting: boolean): Model => new LiveModel(this.model, this.deployment, this.seen, trusting);
    const found = liveInvariants(model(false), () => model(true), this.options.proofSeconds ?? 60);
    this.options.onProgress?.('invariants', 1, 1);
    return found;
  }

  private meant(resource: Resource): Meant {
    const { stack, logicalId, type, properties } = resource;
    return {
      resource,
      stack,
      logicalId,
      type,
      physicalId: this.stacks.physicalId(resource) ?? '',
      stackName: this.stacks.nameOf(stack),
      place: placeOf(this.model.template(stack)),
      properties: this.deployment.resolve(properties) as ResolvedMap,
    };
  }

  private subject(resource: Resource): Subject {
    const template = this.model.template(resource.stack);
    const physicalId = this.stacks.physicalId(resource);
    return {
      stack: template?.stackName ?? resource.stack,
      logicalId: resource.logicalId,
      type: resource.type,
      ...placeOf(template),
      ...(resource.path === undefined ? {} : { path: resource.path }),
      ...(physicalId === undefined ? {} : { physicalId }),
    };
  }
}
