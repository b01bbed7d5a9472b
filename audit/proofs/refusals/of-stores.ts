import type { Resource as Governed } from '../../iam/world';
import { keyArnsUnder } from '../class-places';
import type { Facts } from '../facts';
import { ARCHIVE_WEAKENING, RECORD_REMOVAL } from '../log-tampering';
import { logTargets } from '../log-targets';
import { GIVEN_BY } from '../measured';
import { concretePrincipal } from '../principal-named';
import type { Refusal } from './refused';
import { somebody } from './somebody';

/** What takes an object's content, or what describes it, out of a bucket. */
const READING = [
  's3:GetObject',
  's3:GetObjectVersion',
  's3:GetObjectAttributes',
  's3:GetObjectVersionAttributes',
  's3:GetObjectTagging',
  's3:GetObjectVersionTagging',
];
const WRITING = ['s3:PutObject', 's3:AbortMultipartUpload'];
/** What moves data, by the measure that gives it. */
const MOVED: Readonly<Record<string, readonly string[]>> = {
  read: READING,
  write: WRITING,
  clear: ['s3:DeleteObject'],
};
const TAGGING = [
  's3:PutObjectTagging',
  's3:PutObjectVersionTagging',
  's3:DeleteObjectTagging',
  's3:DeleteObjectVersionTagging',
];
const REMOVING = RECORD_REMOVAL.filter((action) => action !== 's3:PutObjectLegalHold');

/** What the policy of a bucket that holds a declared class refuses to everyone whom the matrix does not name. */
export function refusalsOfClasses(facts: Facts, bucket: Governed): readonly Refusal[] {
  const homes = facts.declared.platform?.classes ?? [];
  if (isLogTarget(facts, bucket)) return [];
  // What lives for days beside a class is what the class is.
  if (homes.some(({ workBucketArn }) => workBucketArn === bucket.arn)) return byOthers(bucket);
  const home = homes.find(({ bucketArn }) => bucketArn === bucket.arn);
  if (!home) return [];
  const inside = `${bucket.arn}/*`;
  const keys = keyArnsUnder(facts, home.keyAlias);
  return [
    ...byOthers(bucket),
    ...ofRoles(facts, bucket, home.dataClass, inside),
    ...encryption(facts, bucket, home.dataClass, inside, keys),
  ];
}

function byOthers(bucket: Governed): readonly Refusal[] {
  const other = { principal: somebody(bucket.account), resource: `${bucket.arn}/*` };
  return [
    { what: 'reading by others', action: READING, ...other },
    { what: 'writing by others', action: WRITING, ...other },
    { what: 'tagging by others', action: TAGGING, ...other },
    { what: 'removing by others', action: REMOVING, ...other },
  ];
}

/** What the policy of a bucket that receives records refuses to everyone but services and whom it names. */
export function refusalsOfLogs(facts: Facts, bucket: Governed): readonly Refusal[] {
  if (!facts.declared.platform || !isLogTarget(facts, bucket)) return [];
  const other = somebody(bucket.account);
  const inside = `${bucket.arn}/*`;
  const home = facts.declared.platform.classes.find(({ bucketArn }) => bucketArn === bucket.arn);
  return [
    { what: 'reading of records', principal: other, action: READING, resource: inside },
    { what: 'writing of records', principal: other, action: [...WRITING.slice(0, 1), ...TAGGING], resource: inside },
    { what: 'removing of records', principal: other, action: RECORD_REMOVAL, resource: inside },
    ...(home ? encryption(facts, bucket, home.dataClass, inside, keyArnsUnder(facts, home.keyAlias)) : []),
    ...(home
      ? [{ what: 'weakening of the archive', principal: other, action: ARCHIVE_WEAKENING, resource: bucket.arn }]
      : []),
  ];
}

function isLogTarget({ model }: Facts, bucket: Governed): boolean {
  return [...logTargets(model).keys()].some((target) => model.reference(target, 'Arn') === bucket.arn);
}

/** A role that the matrix gives a part of a class, or one door, is refused the rest by the class's own policy. */
function ofRoles(facts: Facts, bucket: Governed, dataClass: string, inside: string): readonly Refusal[] {
  const rows = facts.declared.rows.filter((row) => row.dataClass === dataClass);
  const roles = [...new Set(rows.map(({ principal }) => principal))].sort();
  const doors = (facts.world.endpoints ?? []).map(({ id }) => id);
  return roles.flatMap((arn): readonly Refusal[] => {
    const own = rows.filter(({ principal }) => principal === arn);
    const principal = concretePrincipal(arn);
    const prefixes = (measure: string): readonly string[] =>
      own.filter(({ action }) => GIVEN_BY[action].includes(measure)).map(({ prefix }) => `${bucket.arn}/${prefix}*`);
    const part = (measure: string, action: readonly string[]): readonly Refusal[] => {
      const except = prefixes(measure);
      if (except.length === 0 || except.includes(inside)) return [];
      return [{ what: `${measure} elsewhere by ${arn}`, principal, action, resource: inside, except }];
    };
    const moving = Object.entries(MOVED).filter(([measure]) => prefixes(measure).length > 0);
    const moved = moving.flatMap(([, actions]) => actions);
    const byNetwork = own
      .filter(({ action }) => moving.some(([measure]) => GIVEN_BY[action].includes(measure)))
      .every(({ door }) => / network$/.test(door));
    return [
      ...Object.entries(MOVED).flatMap(([measure, actions]) => part(measure, actions)),
      ...(byNetwork && moved.length > 0
        ? [
            {
              what: `another way than an endpoint for ${arn}`,
              principal,
              action: moved,
              resource: inside,
              // A service that acts on the role's behalf comes from inside AWS, and is left to its own conditions.
              given: {
                'aws:SourceVpce': { noneOf: doors },
                'aws:VpceAccount': { noneOf: [arn.split(':')[4] ?? ''] },
                'aws:ViaAWSService': 'false',
              },
            },
          ]
        : []),
    ];
  });
}

/** Whoever writes cannot choose another encryption or another key than the class's. */
function encryption(
  facts: Facts,
  bucket: Governed,
  dataClass: string,
  inside: string,
  keys: readonly string[],
): readonly Refusal[] {
  const writers = facts.declared.rows.filter(
    (row) => row.dataClass === dataClass && GIVEN_BY[row.action].includes('write'),
  );
  const principal = writers[0] ? concretePrincipal(writers[0].principal) : somebody(bucket.account);
  const asked = { principal, action: 's3:PutObject', resource: inside };
  return [
    {
      what: 'another encryption',
      ...asked,
      given: { 's3:x-amz-server-side-encryption': { oneOf: ['AES256', 'aws:kms:dsse'] } },
    },
    ...(keys.length > 0
      ? [
          {
            what: 'another key',
            ...asked,
            given: {
              's3:x-amz-server-side-encryption': 'aws:kms',
              's3:x-amz-server-side-encryption-aws-kms-key-id': { oneOf: [`${keys[0] ?? ''}-of-somebody-else`] },
            },
          },
        ]
      : []),
  ];
}
