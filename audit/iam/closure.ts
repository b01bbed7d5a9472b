import type { Answer, Counterexample, Undecided } from './answer';
import type { EscalationStep, Need } from './escalation-steps';
import { ESCALATION_STEPS } from './escalation-steps';
import type { KnownAnswers } from './known-answers';
import { mayDo } from './questions';
import type { IamPrincipal, World } from './world';

/** Code that runs as a role, and can be replaced: a Lambda function. */
export interface Workload {
  readonly arn: string;
  readonly role: string;
}

/** One step of a chain, with a checked request for each thing it needs. */
export interface ChainStep {
  readonly from: string;
  /** An ARN, or `*`: anything that the boundary leaves. */
  readonly to: string;
  readonly id: string;
  readonly title: string;
  readonly evidence: readonly (Counterexample | Undecided)[];
  /** Whether every need is surely met; otherwise something could not be evaluated. */
  readonly certain: boolean;
}

/** A principal that can be reached, and the shortest chain to it. */
export interface Reachable {
  readonly principal: string;
  readonly path: readonly ChainStep[];
  readonly certain: boolean;
}

/** The target of a step that lets a principal give itself anything. */
export const ANYTHING = '*';

/**
 * Everyone whose permissions `start` can come to, as a fixpoint over assuming, passing, rewriting and replacing. What could not be
 * evaluated counts as possible, and is marked. Permissions that a chain would add to a principal are reported as `*`, not pursued.
 * `before` is called before each step is tried, and may throw to break off.
 */
export function reachableRoles(
  world: World,
  start: string,
  workloads: readonly Workload[] = NONE,
  before: () => void = () => undefined,
  answers?: KnownAnswers,
): Reachable[] {
  const chains = chainsOf(world, workloads, answers);
  const reached = new Map<string, Reachable>();
  const queue: Reachable[] = [{ principal: start, path: [], certain: true }];
  for (let at = queue.shift(); at; at = queue.shift()) {
    if (reached.has(at.principal)) continue;
    reached.set(at.principal, at);
    if (at.principal === ANYTHING) continue;
    for (const step of chains.from(at.principal, (to) => !reached.has(to), before)) {
      queue.push({ principal: step.to, path: [...at.path, step], certain: at.certain && step.certain });
    }
  }
  reached.delete(start);
  return [...reached.values()];
}

const known = new WeakMap<World, WeakMap<readonly Workload[], Chains>>();
const NONE: readonly Workload[] = [];

/** What one principal can do next does not depend on where a chain began, so it is decided once. */
function chainsOf(world: World, workloads: readonly Workload[], answers?: KnownAnswers): Chains {
  const mine = known.get(world) ?? new WeakMap<readonly Workload[], Chains>();
  known.set(world, mine);
  const chains = mine.get(workloads) ?? new Chains(world, workloads, answers);
  mine.set(workloads, chains);
  return chains;
}

type Possible = Exclude<Answer, { kind: 'proved' }>;

class Chains {
  private readonly answers = new Map<string, Answer>();

  public constructor(
    private readonly world: World,
    private readonly workloads: readonly Workload[],
    private readonly shared?: KnownAnswers,
  ) {}

  /** The first step to each principal that is still wanted. */
  public from(principal: string, wanted: (to: string) => boolean, before: () => void): ChainStep[] {
    const self = this.world.principals.find(({ arn }) => arn === principal);
    if (!self) return [];
    const steps = new Map<string, ChainStep>();
    for (const step of ESCALATION_STEPS) {
      before();
      if (!step.needs.every((need) => this.couldEver(self, need))) continue;
      for (const { to, workload } of this.targets(step, self)) {
        if (!wanted(to) || steps.get(to)?.certain) continue;
        before();
        const evidence = this.evidence(step, self, to, workload);
        if (!evidence) continue;
        const certain = evidence.every(({ kind }) => kind === 'counterexample');
        if (certain || !steps.has(to))
          steps.set(to, { from: principal, to, id: step.id, title: step.title, evidence, certain });
      }
    }
    return [...steps.values()];
  }

  private targets(step: EscalationStep, self: IamPrincipal): { to: string; workload?: string }[] {
    if (step.target === 'anything') return [{ to: ANYTHING }];
    if (step.target === 'workload') return this.workloads.map(({ arn, role }) => ({ to: role, workload: arn }));
    const others = this.world.principals.filter(({ kind, arn }) => kind === step.target && arn !== self.arn);
    // A service runs roles of the account it is used in.
    return others.filter(({ account }) => !step.service || account === self.account).map(({ arn }) => ({ to: arn }));
  }

  private evidence(step: EscalationStep, self: IamPrincipal, to: string, workload?: string): Possible[] | undefined {
    const found: Possible[] = [];
    const resources = { target: to, own: self.arn, workload, any: undefined };
    const questions = step.needs.map(
      (need) => () =>
        this.may(self.arn, need.action, resources[need.on], need.on === 'target' ? step.service : undefined),
    );
    const { service } = step;
    if (service) questions.push(() => this.trusts(service, to));
    for (const ask of questions) {
      const answer = ask();
      if (answer.kind === 'proved') return undefined;
      found.push(answer);
    }
    return found;
  }

  /** Cheap first look: without the action on anything, no target needs to be tried. */
  private couldEver(self: IamPrincipal, { action }: Need): boolean {
    return this.may(self.arn, action, '*').kind !== 'proved';
  }

  private may(principal: string, action: string, resource: string | undefined, service?: string): Answer {
    const key = [principal, action, resource ?? '', service ?? ''].join('\n');
    let answer = this.answers.get(key);
    if (!answer) {
      const given = service === undefined ? {} : { given: { 'iam:PassedToService': service } };
      const question = { principal, action, ...(resource === undefined ? {} : { resource }), ...given };
      answer = mayDo(this.world, question, this.shared);
      this.answers.set(key, answer);
    }
    return answer;
  }

  private trusts(service: string, role: string): Answer {
    const key = [service, role].join('\n');
    let answer = this.answers.get(key);
    if (!answer) {
      const question = { principal: { kind: 'service' as const, service }, action: 'sts:AssumeRole', resource: role };
      answer = mayDo(this.world, question, this.shared);
      this.answers.set(key, answer);
    }
    return answer;
  }
}
