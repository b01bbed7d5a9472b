import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Template } from '../../emulator/assembly';

/** The templates of an earlier state, by config and stack (`record.ts`). */
export interface Release {
  readonly version: string;
  readonly commit: string;
  readonly templates: Readonly<Record<string, Readonly<Record<string, Template>>>>;
}

/** All that were recorded, the earliest first. */
export function releases(): readonly Release[] {
  const files = readdirSync(__dirname).filter((file) => file.endsWith('.json.gz'));
  return files.sort().map((file) => JSON.parse(gunzipSync(readFileSync(join(__dirname, file))).toString()) as Release);
}
