import type { Reason } from '../../decision';
import { ruleName, type Rule } from '../../rules/rule';
import type { OrderEvidence } from './order-evidence';

/** A document with what was seen of the order of its words. */
export interface OrderedDocument extends OrderEvidence {
  readonly id: string;
  readonly source: string;
}

/** A document whose words do not stand as words of a text do. */
export interface OrderAnomaly {
  readonly id: string;
  readonly reason: Reason;
  /** Standard deviations between the document and a usual text; the sign says that it is under it. */
  readonly distance: number;
}

/** With fewer pairs, nothing is told: *not evaluated*. */
export const LEAST_PAIRS = 24;
/** A source with fewer documents is compared with all. */
const LEAST_OF_SOURCE = 20;
/** One-sided 5 % of a normal distribution: what is under it may well be chance. */
const CHANCE = 1.645;
/** A document is judged where a usual text of its counts had so much: then that is under {@link CHANCE} in 5 % at most, as well. */
const TELLING = 2 * CHANCE;
/** The normal distribution's upper quartile: what makes a standard deviation of the distance between a quartile and the median. */
const QUARTILE = 0.6745;

const AGAINST_ITSELF =
  "a test of two proportions, neighbours against strangers of the same text; the limit is the normal distribution's one-sided 5 %";

/** What a text in no order crosses. A text too short, or of words too rare, to be told from one in no order is not evaluated. */
export const ORDER_RULES = {
  order: {
    id: 'anomaly/word-order',
    version: 1,
    feature: 'order_z',
    atLeast: CHANCE,
    unit: 'standard deviations over any order of the same words',
    source: AGAINST_ITSELF,
    fails: 'quarantined',
  },
  chain: {
    id: 'anomaly/word-chain',
    version: 1,
    feature: 'chain_z',
    atLeast: CHANCE,
    unit: 'standard deviations over a chain of the same pairs',
    source: `${AGAINST_ITSELF}; after Besag and Mondal 2013, exact tests for Markov chains`,
    fails: 'quarantined',
  },
  company: {
    id: 'anomaly/word-company',
    version: 1,
    feature: 'company_z',
    atLeast: -5,
    unit: "standard deviations of the source's known pairs",
    source: 'after Iglewicz and Hoaglin 1993, on log odds; the limit was chosen on one half of the mails of the bench',
    fails: 'quarantined',
  },
} as const satisfies Readonly<Record<string, Rule>>;

/** What is usual, by a sample of documents. */
export interface OrderNorm {
  /** Lower quartiles of the log odds ratios: of pairs to strangers, of chains to crossings. So many anomalies a sample may have. */
  readonly order: number;
  readonly chain: number;
  /** Median share of known pairs: a chain from word to word has more. */
  readonly known: number;
  /** Log odds of known pairs among familiar words, by source; under `''`, of all. */
  readonly company: Readonly<Record<string, { readonly median: number; readonly deviation: number }>>;
}

/** Learns what is usual from a sample. */
export function orderNorm(sample: readonly OrderedDocument[]): OrderNorm {
  const odds = (one: OrderedDocument) => logOdds(one.familiar_known, one.familiar);
  const long = sample.filter(({ familiar }) => familiar >= LEAST_PAIRS);
  const groups = new Map<string, number[]>([['', long.map(odds)]]);
  for (const one of long) {
    const group = groups.get(one.source);
    if (group === undefined) groups.set(one.source, [odds(one)]);
    else group.push(odds(one));
  }
  const company: Record<string, { median: number; deviation: number }> = {};
  for (const [source, values] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (values.length < LEAST_OF_SOURCE) continue;
    const median = quantile(values, 0.5);
    company[source] = { median, deviation: (median - quantile(values, 0.25)) / QUARTILE };
  }
  const order = sample.filter(({ pairs }) => pairs >= LEAST_PAIRS).map(orderShift);
  const chain = sample.filter(hasChains).map(chainShift);
  const known = sample.filter(({ pairs }) => pairs >= LEAST_PAIRS).map(({ pairs, pairs_known: hits }) => hits / pairs);
  return { order: quantile(order, 0.25), chain: quantile(chain, 0.25), known: quantile(known, 0.5), company };
}

/** The rule that a document breaks most clearly; undefined where it breaks none, or cannot be evaluated. */
export function orderAnomaly(one: OrderedDocument, norm: OrderNorm): OrderAnomaly | undefined {
  const found: OrderAnomaly[] = [];
  const judge = (rule: Rule & { readonly atLeast: number }, value: number, distance: number): void => {
    const reason = { rule: ruleName(rule), value, limit: rule.atLeast, detail: `${one.pairs} pairs` };
    if (value < rule.atLeast) found.push({ id: one.id, reason, distance });
  };
  const order = expected(one.pairs, one.strangers, oddsOf(one.strangers_known, one.strangers), norm.order);
  if (one.pairs >= LEAST_PAIRS && order >= TELLING) judge(ORDER_RULES.order, orderZ(one), orderZ(one) - order);
  const chain = expected(one.chains, one.crossings, oddsOf(one.crossings_known, one.crossings), norm.chain);
  const trodden = one.pairs_known >= norm.known * one.pairs;
  if (hasChains(one) && trodden && chain >= TELLING) judge(ORDER_RULES.chain, chainZ(one), chainZ(one) - chain);
  const company = companyZ(one, norm);
  if (company !== undefined) judge(ORDER_RULES.company, company, company);
  return found.sort((a, b) => a.distance - b.distance)[0];
}

/** A greater share of known pairs among familiar words is broken company in no source. */
export function leastCompany({ company }: OrderNorm): number {
  const least = Object.values(company).map(({ median, deviation }) => median + ORDER_RULES.company.atLeast * deviation);
  return least.length === 0 ? 0 : 1 / (1 + Math.exp(-Math.max(...least)));
}

/** Neighbours over strangers, in the standard deviations that their difference has where the words are in any order. */
export function orderZ({ pairs, pairs_known, strangers, strangers_known }: OrderEvidence): number {
  return twoProportions(pairs_known, pairs, strangers_known, strangers);
}

/** Chains over crossings, in the standard deviations that their difference has in a chain from word to word. */
export function chainZ({ chains, chains_known, crossings, crossings_known }: OrderEvidence): number {
  return twoProportions(chains_known, chains, crossings_known, crossings);
}

function companyZ({ source, familiar, familiar_known }: OrderedDocument, { company }: OrderNorm): number | undefined {
  const usual = company[source] ?? company[''];
  if (usual === undefined || familiar < LEAST_PAIRS) return undefined;
  const rate = 1 / (1 + Math.exp(-usual.median));
  const chance = 1 / (familiar * rate * (1 - rate));
  return (logOdds(familiar_known, familiar) - usual.median) / Math.sqrt(usual.deviation ** 2 + chance);
}

function hasChains({ chains, crossings }: OrderEvidence): boolean {
  return chains >= LEAST_PAIRS && crossings >= LEAST_PAIRS;
}

function orderShift({ pairs, pairs_known, strangers, strangers_known }: OrderEvidence): number {
  return logOdds(pairs_known, pairs) - logOdds(strangers_known, strangers);
}

function chainShift({ chains, chains_known, crossings, crossings_known }: OrderEvidence): number {
  return logOdds(chains_known, chains) - logOdds(crossings_known, crossings);
}

/** What z a usual text had with these counts, at a log odds ratio. */
function expected(own: number, other: number, odds: number, shift: number): number {
  if (own === 0 || other === 0) return 0;
  const usual = odds * Math.exp(shift);
  return twoProportions((own * usual) / (1 + usual), own, (other * odds) / (1 + odds), other);
}

/** The z of two proportions with a pooled variance; one success and one failure are added to it, so that it is never 0. */
function twoProportions(hits: number, of: number, otherHits: number, ofOther: number): number {
  if (of === 0 || ofOther === 0) return 0;
  const pooled = (hits + otherHits + 1) / (of + ofOther + 2);
  return (hits / of - otherHits / ofOther) / Math.sqrt(pooled * (1 - pooled) * (1 / of + 1 / ofOther));
}

function oddsOf(hits: number, of: number): number {
  return (hits + 0.5) / (of - hits + 0.5);
}

function logOdds(hits: number, of: number): number {
  return Math.log(oddsOf(hits, of));
}

/** 0 where there are no values: then nothing is usual, and nothing evaluated. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(share * sorted.length)] ?? 0;
}
