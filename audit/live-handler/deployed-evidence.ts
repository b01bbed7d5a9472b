import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { DEPLOYED_PREFIX } from '../../contract/live-verification';
import { within } from '../assembly/files';
import { Limit } from '../assembly/limits';
import { readTemplates } from '../assembly/read-templates';
import type { NotEvaluated, Reading } from '../assembly/source';
import { sha256 } from '../evidence/digest';
import type { Verification } from '../live';
import { LiveError } from '../live/live-error';
import { pages } from '../live/reader';
import { chainOf, keyOf, type Promised } from './chain';

const TEMPLATES = `${DEPLOYED_PREFIX}templates/`;
/** Of a cloud assembly's files, those that say what is meant: assets are deployed from elsewhere. */
const WANTED = /^(?!(?:.*\/)?asset\.[^/]*\/)(?:.*\/)?(?:manifest|[^/]*\.(?:template|assets))\.json$/;

/** The evidence of what was deployed, as who deployed it put it below `deployed/`. */
export class DeployedEvidence {
  public constructor(
    private readonly s3: S3Client,
    private readonly bucket: string,
  ) {}

  /**
   * Hands over the templates, all of them as the ledger of the evidence names them. The folder that holds them meanwhile is in no result.
   *
   * @throws LiveError `TEMPLATES_MISSING`, `TEMPLATES_ALTERED`; what S3 throws
   */
  public async read(use: (templates: Reading) => Promise<Verification>): Promise<Verification> {
    const promised = chainOf(await this.text('manifest.json'), await this.text('ledger.json'));
    const folder = mkdtempSync(join(tmpdir(), 'rampart-deployed-'));
    try {
      for (const name of await this.names()) await this.fetch(name, folder);
      const reading = readTemplates(folder);
      refuseAltered(promised, reading, folder);
      const found = await use(reading);
      return { ...found, notEvaluated: found.notEvaluated.map((one) => ({ ...one, file: nameIn(folder, one) })) };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  private async names(): Promise<readonly string[]> {
    const listed = await pages(async (ContinuationToken) => {
      const page = await this.s3.send(
        new ListObjectsV2Command({ Bucket: this.bucket, Prefix: TEMPLATES, ContinuationToken }),
      );
      return { items: page.Contents, next: page.NextContinuationToken };
    });
    const wanted = listed
      .map(({ Key = '', Size = 0 }) => ({ name: Key.slice(TEMPLATES.length), size: Size }))
      .filter(({ name }) => WANTED.test(name));
    const bytes = wanted.reduce((sum, { size }) => sum + size, 0);
    if (wanted.length > Limit.files || bytes > Limit.totalBytes) {
      throw new LiveError(
        'TEMPLATES_MISSING',
        `${TEMPLATES} holds ${wanted.length} files of ${bytes} bytes; at most ${Limit.files} of ${Limit.totalBytes} are read`,
      );
    }
    return wanted.map(({ name }) => name);
  }

  private async fetch(name: string, folder: string): Promise<void> {
    const path = within(folder, name);
    if (path === undefined) {
      throw new LiveError('TEMPLATES_ALTERED', `${TEMPLATES} holds ${JSON.stringify(name)}, which leaves its folder`);
    }
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, await this.text(`templates/${name}`));
  }

  private async text(name: string): Promise<string> {
    const Key = `${DEPLOYED_PREFIX}${name}`;
    try {
      const { Body } = await this.s3.send(new GetObjectCommand({ Bucket: this.bucket, Key }));
      return (await Body?.transformToString('utf8')) ?? '';
    } catch (error) {
      if (error instanceof Error && error.name === 'NoSuchKey') {
        throw new LiveError(
          'TEMPLATES_MISSING',
          `There is no ${Key} in the bucket of evidence. Put there what rampart audit wrote of what is deployed.`,
        );
      }
      throw error;
    }
  }
}

/** Each template of the ledger must have been read, at its place and to the byte; and none besides. */
function refuseAltered(promised: readonly Promised[], { templates }: Reading, folder: string): void {
  const found = new Set(
    templates.map(({ file, text, account, region }) =>
      keyOf({
        file: relative(folder, file),
        sha256: sha256(text),
        ...(account === undefined ? {} : { account }),
        ...(region === undefined ? {} : { region }),
      }),
    ),
  );
  const lost = promised.find((one) => !found.delete(keyOf(one)));
  if (lost) {
    throw new LiveError(
      'TEMPLATES_ALTERED',
      `${TEMPLATES}${lost.file} is not there as the ledger of the evidence has it, or is meant for another account or region`,
    );
  }
  if (found.size === 0) return;
  throw new LiveError('TEMPLATES_ALTERED', `${TEMPLATES} holds ${found.size} templates that the ledger does not have`);
}

function nameIn(folder: string, { file }: NotEvaluated): string {
  return file.startsWith(folder) ? relative(folder, file) : file;
}
