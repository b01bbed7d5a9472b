import { readFileSync } from 'node:fs';
import { createPublicKey } from 'node:crypto';
import { join } from 'node:path';
import type { Command } from 'commander';
import { ExitCode, EXIT_CODES } from '../exit-code';
import { formatOption } from '../options';
import type { Session } from '../session';
import { takesRun, type RunOptions } from './options';

interface VerifyOptions extends RunOptions {
  readonly trust?: string;
  readonly format: string;
}

/** `rampart data verify`: is a run's data what its signed manifest says? */
export function addDataVerify(data: Command, session: Session): void {
  takesRun(data.command('verify'))
    .summary("hold a run's data against its signed manifest")
    .description('Checks the signature, the books of every step, and the hash of every object that the manifest names.')
    .option('-t, --trust <file>', "the key that counts, in PEM: public, or private (default: the workspace's own)")
    .addOption(formatOption(['table', 'json']))
    .addHelpText(
      'after',
      `${EXIT_CODES}\n\nExamples:\n  rampart data verify\n  rampart data verify --run 1a2b3c4d5e6f7a8b --trust team.pub.pem`,
    )
    .action(async (options: VerifyOptions, command: Command) => {
      session.finish(await verify(options, session, command));
    });
}

async function verify(options: VerifyOptions, { terminal, paint }: Session, command: Command): Promise<ExitCode> {
  const { Workspace } = await import('./workspace');
  const { verifyRun } = await import('../../stages/data/run/manifest');
  const { SigningError } = await import('../../stages/signing/signing-error');
  const workspace = new Workspace(options.workspace);
  const run = workspace.named(options.run);
  const trusted = await publicKey(options.trust ?? join(options.workspace, 'secret', 'signing-key.pem'));
  const colour = paint('out', command);
  try {
    const { manifest, faults } = await verifyRun(workspace.run(run), [trusted]);
    if (options.format === 'json') terminal.out(`${JSON.stringify({ run, faults }, null, 2)}\n`);
    else if (faults.length === 0) {
      const objects = manifest.outputs.length + manifest.records.length;
      terminal.out(
        `${colour.good('intact')}  run ${run}: the signature, the books of ${manifest.steps.length} steps, ${objects} objects\n`,
      );
    } else for (const { key, fault } of faults) terminal.out(`${colour.bad(fault)}  ${key}\n`);
    return faults.length === 0 ? ExitCode.CLEAR : ExitCode.OPEN;
  } catch (error) {
    if (!(error instanceof SigningError)) throw error;
    const { code, message } = error;
    if (options.format === 'json') terminal.out(`${JSON.stringify({ run, faults: [], code, message }, null, 2)}\n`);
    else terminal.out(`${colour.bad(code)}  run ${run}: ${message}\n`);
    return ExitCode.OPEN;
  }
}

/** @throws SigningError `KEY_NOT_USABLE` */
async function publicKey(file: string): Promise<string> {
  const { SigningError } = await import('../../stages/signing/signing-error');
  const pem = readFileSync(file);
  try {
    return createPublicKey(pem).export({ type: 'spki', format: 'der' }).toString('base64');
  } catch {
    throw new SigningError('KEY_NOT_USABLE', `${file}: must be a key in PEM, public or private; got something else`);
  }
}
