import type { Summary } from '../../ledger/summary';
import { open, type AuditResult } from '../../result';
import { html, type Html } from './html';
import { count, number } from './words';

/** What was shown, in one sentence. Never that a rule book is met: only what was looked for and not found. */
export function verdictWords({ checks, open: openCount }: Summary): string {
  if (openCount > 0) return `${count(openCount, 'open finding')} in ${count(checks, 'check')}`;
  return checks === 0 ? 'Nothing was checked' : `No open finding in ${count(checks, 'check')}`;
}

/** The page's head: the verdict, and the five numbers behind it. */
export function verdict(result: AuditResult, numbers: Summary): Html {
  const { totals, acknowledgements, resources } = numbers;
  const { findings, problems } = open(result);
  const state = numbers.open > 0 ? 'open' : numbers.checks === 0 ? 'unknown' : 'clear';
  const accounts = new Set(result.templates.map(({ account }) => account).filter(Boolean)).size;
  const stacks = count(result.templates.length, 'stack');
  const budget = acknowledgements.withinBudget ? 'within' : 'over';
  return html`<header class="verdict ${state}">
    <p class="eyebrow">
      Rampart evidence<span aria-hidden="true"> · </span><time datetime="${result.date}">${result.date}</time>
    </p>
    <h1><span class="mark" aria-hidden="true"></span>${verdictWords(numbers)}</h1>
    <p class="sub">
      ${number(totals.accepted)} accepted; ${number(totals['not evaluated'])} not evaluated. Templates prove design, not
      operation: this page shows what the templates would deploy, not how a running account behaves.
    </p>
    <dl class="tiles">
      ${tile('Open', numbers.open, `${count(findings.length, 'finding')}, ${count(problems.length, 'waiver problem')}`)}
      ${tile('Checks', numbers.checks, `${number(totals.compliant)} passed; ${number(totals['not applicable'])} more not applicable`)}
      ${tile('Accepted', totals.accepted, `${count(acknowledgements.count, 'waiver')} on ${count(resources, 'resource')}: ${budget} the budget of 1 in 10`)}
      ${tile('Not evaluated', totals['not evaluated'], 'neither passed nor failed')}
      ${tile('Resources', resources, accounts > 0 ? `${stacks} in ${count(accounts, 'account')}` : stacks)}
    </dl>
  </header> `;
}

function tile(label: string, value: number, note: string): Html {
  return html`<div>
    <dt>${label}</dt>
    <dd><b>${number(value)}</b> <span>${note}</span></dd>
  </div>`;
}
