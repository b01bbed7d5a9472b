import type { Approximation, Side } from './approximation';
import { exactly, opposite } from './approximation';
import { clauseLiteral } from './condition-literal';
import type { KeyTypes } from './key-types';
import type { StringApproximation } from './pattern-set';
import { completeArn, patternSet, unionOf } from './pattern-set';
import type { PrincipalClass } from './principal-class';
import type { PrincipalMatch } from './principal-match';
import { matchPrincipal } from './principal-match';
import type { Literal } from './region';
import { ACTION, RESOURCE, within } from './region';
import { ANY_STRING, NO_STRING } from './sets/string-set';
import type { PatternElement, Policy, Statement } from './statement';
import type { KeyLookup } from './variables';
import { mentionsVariable } from './variables';

/** A statement as the requests it speaks of: those for which all `literals` hold. */
export interface Rule {
  readonly statement: Statement;
  readonly strength: PrincipalMatch['strength'];
  readonly literals: readonly Literal[];
}

/** What is fixed while rules are made: whose requests, what is known of the keys, and from which side unknowns are seen. */
export interface RuleContext {
  readonly who: PrincipalClass;
  readonly types: KeyTypes;
  readonly lookup: KeyLookup;
  /** `upper`: everything that may be allowed counts. `lower`: only what surely is. */
  readonly side: Side;
}

/** The policies' allows. */
export function allowsOf(policies: readonly Policy[], context: RuleContext): readonly Rule[] {
  return remembered(policies, context, false);
}

/** The policies' denies: seen from the other side, because a deny that may not exist must not protect. */
export function deniesOf(policies: readonly Policy[], context: RuleContext): readonly Rule[] {
  return remembered(policies, { ...context, side: opposite(context.side) }, true);
}

interface Known {
  readonly variables: boolean;
  readonly rules: WeakMap<PrincipalClass, Map<string, readonly Rule[]>>;
}
const memory = new WeakMap<KeyTypes, WeakMap<readonly Policy[], Known>>();

/** The same list of policies gives the same principal the same rules, unless a variable looks at the request. */
function remembered(policies: readonly Policy[], context: RuleContext, denies: boolean): readonly Rule[] {
  const lists = memory.get(context.types) ?? new WeakMap<readonly Policy[], Known>();
  memory.set(context.types, lists);
  let known = lists.get(policies);
  if (!known) {
    const statements = policies.flatMap((policy) => policy.statements);
    known = { variables: statements.some((one) => one.variables && mentionsVariable(one)), rules: new WeakMap() };
    lists.set(policies, known);
  }
  if (known.variables) return rulesOf(policies, context, denies);
  const mine = known.rules.get(context.who) ?? new Map<string, readonly Rule[]>();
  known.rules.set(context.who, mine);
  const key = `${context.side} ${String(denies)}`;
  let rules = mine.get(key);
  if (!rules) {
    rules = rulesOf(policies, context, denies);
    mine.set(key, rules);
  }
  return rules;
}

function rulesOf(policies: readonly Policy[], context: RuleContext, denies: boolean): Rule[] {
  const wanted = denies ? 'Deny' : 'Allow';
  return policies
    .flatMap((policy) => policy.statements)
    .filter(({ effect }) => effect === wanted || (effect === 'Unknown' && context.side === 'upper'))
    .flatMap((statement) => {
      const { principal } = statement;
      const matches = principal ? matchPrincipal(principal, context.who, context.side, denies) : ITSELF;
      const own = matches.length === 0 ? undefined : statementLiterals(statement, context);
      if (!own) return [];
      return matches.map(({ strength, literals }) => ({ statement, strength, literals: [...literals, ...own] }));
    });
}

/** An identity policy speaks of whom it is attached to. */
const ITSELF: readonly PrincipalMatch[] = [{ strength: 'entity', literals: [] }];

type Sides = Approximation<readonly Literal[] | undefined>;
const cache = new WeakMap<KeyTypes, Map<Statement, Sides>>();

/** Statements without variables mean the same for everyone, so they are read once for each set of key types. */
function statementLiterals(statement: Statement, { types, lookup, side }: RuleContext): readonly Literal[] | undefined {
  if (statement.variables && mentionsVariable(statement)) return build(statement, types, lookup)[side];
  const known = cache.get(types) ?? new Map<Statement, Sides>();
  cache.set(types, known);
  let sides = known.get(statement);
  if (!sides) {
    sides = build(statement, types, lookup);
    known.set(statement, sides);
  }
  return sides[side];
}

function build(statement: Statement, types: KeyTypes, lookup: KeyLookup): Sides {
  const { action, resource, conditions, variables } = statement;
  const actions = elementSet(action, (text) => patternSet(text.toLowerCase(), 'glob', false, lookup));
  const resources = elementSet(resource, (text) => patternSet(completeArn(text), 'glob', variables, lookup));
  const clauses = conditions.map((clause) => clauseLiteral(clause, variables, types, lookup));
  const sideOf = (side: Side): readonly Literal[] | undefined => {
    const truths = [
      within(ACTION, actions[side]),
      within(RESOURCE, resources[side]),
      ...clauses.map((clause) => clause[side]),
    ];
    const literals = truths.filter((truth) => typeof truth !== 'boolean');
    return truths.includes(false) ? undefined : literals;
  };
  return { upper: sideOf('upper'), lower: sideOf('lower') };
}

function elementSet(element: PatternElement, read: (text: string) => StringApproximation): StringApproximation {
  const listed = unionOf(element.patterns.map(read));
  const { upper, lower } = element.incomplete ? { upper: ANY_STRING, lower: listed.lower } : listed;
  if (!element.negated) return { upper, lower };
  // What a list that could not be read leaves out is unknown: it may leave out everything else, or nothing else.
  return element.incomplete
    ? { upper: listed.lower.not(), lower: NO_STRING }
    : upper === lower
      ? exactly(upper.not())
      : { upper: lower.not(), lower: upper.not() };
}
