import type { AuditResult } from '../../result';
import { byRule } from './by-rule';
import { html, type Html } from './html';
import { count, section } from './words';

/** What nobody may take for passed: checks that did not run, and checks that could not read what they found. */
export function notEvaluatedSection({ rows }: AuditResult): Html {
  const missing = rows.filter((row) => row.outcome === 'not evaluated');
  if (missing.length === 0) {
    return section(
      'not-evaluated',
      'What was not evaluated',
      'Nothing: every check that applies gave an answer.',
      html``,
    );
  }
  const threw = missing.filter((row) => row.cause !== 'unavailable').length;
  const didNotRun = missing.length - threw;
  const lead = [
    ...(threw > 0
      ? [`${count(threw, 'check')} could not read the template and ${threw === 1 ? 'counts' : 'count'} as open.`]
      : []),
    ...(didNotRun > 0 ? [`${count(didNotRun, 'check')} did not run.`] : []),
  ].join(' ');
  return section('not-evaluated', 'What was not evaluated', lead, byRule(missing));
}
