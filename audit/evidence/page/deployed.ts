import type { AuditResult } from '../../result';
import type { Template } from '../../ledger/templates';
import { byText } from '../../ledger/row';
import { diagram } from './diagram';
import { inOrder } from './diagram-layout';
import { html, type Html } from './html';
import { code, count, number, section } from './words';

/** Services named on a folded card. */
const SERVICES_AT_A_GLANCE = 6;

/** What the templates would deploy: a drawing of the stacks, and each stack's resource types with their counts. */
export function deployed({ templates }: AuditResult): Html {
  const types = new Set(templates.flatMap((template) => Object.keys(template.types))).size;
  const lead =
    templates.length === 0
      ? 'No stack: the app is empty.'
      : `${count(templates.length, 'stack')} with ${count(types, 'type')} of resource. An arrow leads from a stack to one that needs it.`;
  return section('deployed', 'What is deployed', lead, [
    diagram(templates),
    html`<div class="cards stacks">${inOrder(templates).map(card)}</div> `,
  ]);
}

function card({ stack, account, region, types }: Template): Html {
  const services = byService(types);
  const total = services.reduce((sum, service) => sum + service.total, 0);
  const lines = services.map(
    ({ name, total: sum, kinds }) =>
      html`<tr>
        <th scope="row">${name}</th>
        <td>${kinds.map(([kind, value]) => (value === 1 ? kind : `${kind} × ${value}`)).join(', ')}</td>
        <td class="num">${number(sum)}</td>
      </tr> `,
  );
  const largest = [...services]
    .sort((a, b) => b.total - a.total || byText(a.name, b.name))
    .slice(0, SERVICES_AT_A_GLANCE);
  const more = services.length - largest.length;
  const glance = [...largest.map(({ name, total: sum }) => `${name} ${sum}`), ...(more > 0 ? [`${more} more`] : [])];
  return html`<details class="card">
    <summary>
      <h3>${stack} <span class="many">${count(total, 'resource')}</span></h3>
      <span class="quiet">${code(account ?? 'any account')} · ${region ?? 'any region'}</span>
      <span class="services">${glance.join(' · ')}</span>
    </summary>
    <table class="plain">
      <thead>
        <tr>
          <th scope="col">Service</th>
          <th scope="col">Types</th>
          <th scope="col">Resources</th>
        </tr>
      </thead>
      <tbody>
        ${lines}
      </tbody>
    </table>
  </details> `;
}

interface Service {
  readonly name: string;
  readonly total: number;
  readonly kinds: readonly (readonly [string, number])[];
}

/** `AWS::S3::Bucket` counts under `S3` as `Bucket`; a type of another shape under itself. */
function byService(types: Template['types']): Service[] {
  const services = new Map<string, (readonly [string, number])[]>();
  for (const [type, value] of Object.entries(types)) {
    const [, service, kind] = /^[^:]+::([^:]+)::(.+)$/.exec(type) ?? [];
    const name = service ?? type;
    services.set(name, [...(services.get(name) ?? []), [kind ?? type, value]]);
  }
  return [...services].map(([name, kinds]) => ({
    name,
    kinds,
    total: kinds.reduce((sum, [, value]) => sum + value, 0),
  }));
}
