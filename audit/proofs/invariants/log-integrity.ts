import { DataAction } from '../../../contract/access';
import { DataClass } from '../../../contract/data-class';
import { bucketOf } from '../class-places';
import { deploymentHandlers } from '../deployment-handlers';
import type { Facts } from '../facts';
import type { Invariant, Proof } from '../invariant';
import { ARCHIVE_WEAKENING, LOG_TAMPERING, RECORD_REMOVAL } from '../log-tampering';
import { impossible, isNoService, nobody } from '../verdicts';

/** Rules that an AWS service made for itself are that service's to change, by its roles. */
const NOT_OF_A_SERVICE = { 'events:ManagedBy': null };

/** Nobody but break-glass can stop, shorten or remove a record. */
export const LOG_INTEGRITY: Invariant = {
  id: 'Proof-LogIntegrity',
  title: 'Nobody but break-glass can stop, shorten or remove a log',
  risk: 'Whoever breaks in silences the records first; what then happened cannot be shown.',
  check:
    'No declared principal beside break-glass can stop or delete trails, flow logs, log groups, invocation logging, detectors, rules or alarms; and nobody at all beside it can remove what is in the archive, or weaken the archive, but for the deployment.',
  remedy: 'Take the action out of the role’s policies and its boundary; deny it in the archive’s bucket policy.',
  sources: ['OWASP LLM05:2026', 'NIST AU-9', 'NIST AU-11', 'EU AI Act Art 12, 19', 'CloudTrail.4', 'AISVS 12.1'],
  prove(facts) {
    const { rows } = facts.declared;
    const breakGlass = rows.filter(({ action }) => action === DataAction.OVERRIDE).map(({ principal }) => principal);
    const handlers = deploymentHandlers(facts);
    return [
      ...facts.world.principals
        .filter(({ arn }) => !breakGlass.includes(arn))
        .map(({ arn, origin }): Proof => {
          const own = handlers.get(arn) ?? [];
          const actions = LOG_TAMPERING.filter((action) => !own.includes(action.split(':')[0] ?? ''));
          const handler =
            own.length > 0 ? `; the deployment uses it to set up ${own.join(', ')}, and nothing else runs as it` : '';
          return impossible(
            facts.may({ principal: arn, action: actions, given: NOT_OF_A_SERVICE }),
            { subject: origin ?? arn },
            `none of ${actions.length} actions that stop or shorten a log is possible${handler}`,
            'stops, shortens or silences a log',
          );
        }),
      ...archive(facts, breakGlass),
    ];
  },
};

function archive(facts: Facts, breakGlass: readonly string[]): readonly Proof[] {
  const home = facts.declared.platform?.classes.find(({ dataClass }) => dataClass === DataClass.LOG);
  if (!home) return [];
  const resource = bucketOf(facts, home.bucketArn);
  const place = resource ? { resource } : {};
  const deployers = facts.declared.rows
    .filter(({ dataClass, action }) => dataClass === DataClass.LOG && action === DataAction.ADMINISTER)
    .map(({ principal }) => principal);
  return [
    ...nobody(
      facts.who({
        action: RECORD_REMOVAL,
        resource: `${home.bucketArn}/*`,
        given: { 'aws:PrincipalArn': { noneOf: breakGlass } },
      }),
      { subject: 'what is in the archive', ...place },
      'no principal, declared or not, beside break-glass can remove a record or shorten its lock',
      'removes a record or shortens its lock',
      isNoService,
    ),
    ...nobody(
      facts.who({
        action: ARCHIVE_WEAKENING,
        resource: home.bucketArn,
        given: { 'aws:PrincipalArn': { noneOf: [...breakGlass, ...deployers] } },
      }),
      { subject: 'the archive itself', ...place },
      'no principal, declared or not, beside break-glass and the deployment can weaken the archive',
      'weakens the archive',
      isNoService,
    ),
  ];
}
