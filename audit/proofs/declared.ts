import { ACCESS_MATRIX_METADATA, type AccessRow } from '../../contract/access';
import { PLATFORM_METADATA, type PlatformManifest } from '../../contract/platform-manifest';
import type { Model } from '../assembly/model';
import { accessRows } from '../ledger/access';

/** What templates declare of themselves. It is held against what they allow, and never taken for it. */
export interface Declared {
  readonly rows: readonly AccessRow[];
  /** Absent where no template says what the matrix's words stand for. */
  readonly platform?: PlatformManifest;
  /** What could not be read, in words. */
  readonly problems: readonly string[];
}

/** Reads the access matrix and the platform manifest of all templates, trusting no shape. */
export function readDeclared(model: Model): Declared {
  const rows = new Map<string, AccessRow>();
  const problems: string[] = [];
  let platform: PlatformManifest | undefined;
  for (const { stack, source } of model.templates) {
    const metadata = plain(source.document['Metadata']);
    const read = accessRows(stack, metadata[ACCESS_MATRIX_METADATA]);
    for (const row of read.rows) rows.set(JSON.stringify(row), row);
    problems.push(...read.problems);
    const written = metadata[PLATFORM_METADATA];
    if (written === undefined) continue;
    const manifest = manifestOf(written);
    if (!manifest)
      problems.push(
        `${stack}: ${PLATFORM_METADATA} lacks classes, signingKeyAlias, modelPackages, logRetentionDays or switchesOn`,
      );
    else if (platform && JSON.stringify(platform) !== JSON.stringify(manifest))
      problems.push(`${stack}: ${PLATFORM_METADATA} differs from another stack's`);
    else platform = manifest;
  }
  return { rows: [...rows.values()], problems, ...(platform ? { platform } : {}) };
}

function manifestOf(value: unknown): PlatformManifest | undefined {
  const { classes, signingKeyAlias, modelPackages, endpoint, logRetentionDays, switchesOn } = plain(value);
  if (!Array.isArray(switchesOn) || switchesOn.some((type) => typeof type !== 'string')) return undefined;
  if (!Array.isArray(classes) || typeof signingKeyAlias !== 'string' || typeof modelPackages !== 'string')
    return undefined;
  if (typeof logRetentionDays !== 'number' || (endpoint !== undefined && typeof endpoint !== 'string'))
    return undefined;
  const homes = classes
    .map(plain)
    .filter(
      ({ dataClass, bucketArn, keyAlias, lockDays, retentionDays }) =>
        [dataClass, bucketArn, keyAlias].every((field) => typeof field === 'string' && field !== '') &&
        typeof lockDays === 'number' &&
        typeof retentionDays === 'number',
    );
  return homes.length === classes.length ? (plain(value) as unknown as PlatformManifest) : undefined;
}

function plain(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
