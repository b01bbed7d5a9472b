import type { Model } from '../assembly/model';
import type { Answer } from '../iam/answer';
import { reachableRoles, type Reachable, type Workload } from '../iam/closure';
import type { KnownAnswers } from '../iam/known-answers';
import { mayDo, whoMay, type MayDoQuestion, type WhoMayAnswer, type WhoMayQuestion } from '../iam/questions';
import type { World } from '../iam/world';
import { Reachability } from '../network/reachability';
import { workloadsOf } from '../world/workloads';
import { worldOf } from '../world/world-of';
import { Allowance } from './allowance';
import { readDeclared, type Declared } from './declared';

/** What invariants look at: the templates in each view that an engine needs, made when it is first asked for; answers are kept. */
export class Facts {
  private iam: World | undefined;
  private packets: Reachability | undefined;
  private said: Declared | undefined;
  private code: readonly Workload[] | undefined;
  private readonly chains = new Map<string, readonly Reachable[]>();
  private readonly answers = new Map<string, Answer | WhoMayAnswer>();

  public constructor(
    public readonly model: Model,
    /** Spent by every question. */
    public readonly allowance = new Allowance(Infinity),
    /** Shared with the facts of templates that differ little from these. */
    public readonly shared?: KnownAnswers,
  ) {}

  /** Principals, policies and resources. Every account may hold principals that no template declares. */
  public get world(): World {
    return (this.iam ??= worldOf(this.model));
  }

  /** Routes, groups and doors. */
  public get reachability(): Reachability {
    this.allowance.spend();
    return (this.packets ??= new Reachability(this.model));
  }

  /** What the templates' own metadata declares. */
  public get declared(): Declared {
    this.allowance.spend();
    return (this.said ??= readDeclared(this.model));
  }

  /** Code that runs as a role: whoever replaces it acts as that role. */
  public get workloads(): readonly Workload[] {
    return (this.code ??= workloadsOf(this.model));
  }

  /** Whose permissions a declared principal can come to, by any chain. */
  public reachable(principal: string): readonly Reachable[] {
    this.allowance.spend();
    const known = this.chains.get(principal);
    if (known) return known;
    const found = reachableRoles(this.world, principal, this.workloads, () => this.allowance.spend(), this.shared);
    this.chains.set(principal, found);
    return found;
  }

  /** Who may do any of it, whoever that is. */
  public who(question: WhoMayQuestion): WhoMayAnswer {
    return this.remembered(`who ${JSON.stringify(question)}`, () =>
      whoMay(this.world, question, () => this.allowance.spend(), this.shared),
    );
  }

  /** Whether one principal may do any of it; `proved`: it may not. */
  public may(question: MayDoQuestion): Answer {
    return this.remembered(`may ${JSON.stringify(question)}`, () => mayDo(this.world, question, this.shared));
  }

  private remembered<T extends Answer | WhoMayAnswer>(key: string, ask: () => T): T {
    this.allowance.spend();
    const known = this.answers.get(key) as T | undefined;
    if (known) return known;
    const answer = ask();
    this.answers.set(key, answer);
    return answer;
  }
}
