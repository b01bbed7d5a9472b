import { canonicalJson } from '../../contract/canonical';
import { order } from '../ledger/order';
import { OUTCOMES, type LedgerRow, type Outcome } from '../ledger/row';
import { summary } from '../ledger/summary';
import type { AuditResult } from '../result';
import { templatesDigest } from './digest';

/** Changes when a reader of the old shape would misread the new one. */
export const LEDGER_SCHEMA_VERSION = 'rampart-ledger/1';

/** One letter for each outcome; a dot where the rule was not asked about the resource. */
export const LETTERS: Readonly<Record<Outcome, string>> = {
  'non-compliant': 'N',
  'not evaluated': '?',
  accepted: 'A',
  compliant: 'C',
  'not applicable': '-',
};

/**
 * The complete ledger in little space: rules and resources are listed once, and each pack says of each resource one letter a rule,
 * in the order of the pack's rules. What is neither compliant nor not applicable is also listed in full.
 */
export function ledgerJson(result: AuditResult): string {
  const ledger = order(result.rows);
  const firstRule = new Map<string, number>();
  const rulesOfPack = new Map<string, { readonly id: string; readonly checks: string }[]>();
  ledger.rules.forEach(({ pack, rule, detail }, index) => {
    if (!firstRule.has(pack)) firstRule.set(pack, index);
    const rules = rulesOfPack.get(pack) ?? [];
    rulesOfPack.set(pack, [...rules, { id: rule, checks: detail }]);
  });
  const packs = [...rulesOfPack].map(([name, rules]) => ({ name, rules }));
  const cells = new Map<string, { readonly resource: number; readonly pack: string; readonly letters: string[] }>();
  for (const row of ledger.rows) {
    const resource = ledger.placeOf(row);
    const key = `${resource} ${row.pack}`;
    let cell = cells.get(key);
    if (!cell) {
      cell = { resource, pack: row.pack, letters: Array<string>(rulesOfPack.get(row.pack)?.length ?? 0).fill('.') };
      cells.set(key, cell);
    }
    const position = ledger.ruleOf(row) - (firstRule.get(row.pack) ?? 0);
    cell.letters[position] = worse(cell.letters[position] ?? '.', LETTERS[row.outcome]);
  }
  const { date, configHash, tools, templates, problems, access } = result;
  return `${canonicalJson({
    schema: LEDGER_SCHEMA_VERSION,
    date,
    previous: { step: 'templates', sha256: templatesDigest(templates) },
    config: configHash === undefined ? null : { sha256: configHash },
    tools,
    templates,
    legend: {
      ...Object.fromEntries(Object.entries(LETTERS).map(([outcome, letter]) => [letter, outcome])),
      '.': 'not asked',
    },
    packs,
    resources: ledger.places,
    outcomes: [...cells.values()].map(({ resource, pack, letters }) => ({ resource, pack, rules: letters.join('') })),
    findings: ledger.rows.filter(isFinding).map((row) => ({ ...detailsOf(row), resource: ledger.placeOf(row) })),
    waiverProblems: problems,
    access,
    summary: summary(result),
  })}\n`;
}

/** A rule with several findings on one resource shows the worst of them. */
function worse(a: string, b: string): string {
  if (a === '.') return b;
  const ranks = OUTCOMES.map((outcome) => LETTERS[outcome]);
  return ranks.indexOf(a) <= ranks.indexOf(b) ? a : b;
}

function isFinding({ outcome }: LedgerRow): boolean {
  return outcome !== 'compliant' && outcome !== 'not applicable';
}

function detailsOf({ pack, rule, finding, outcome, detail, cause, waiver }: LedgerRow): object {
  return { pack, rule, finding, outcome, detail, cause, waiver };
}
