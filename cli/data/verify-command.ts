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
    .addHelpText('after', EXIT_CODES)
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
  const trusted = publicKey(options.trust ?? join(options.workspace, 'secret', 'signing-key.pem'));
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
    terminal.out(`${colour.bad(error.code)}  run ${run}: ${error.message}\n`);
    return ExitCode.OPEN;
  }
}

function publicKey(file: string): string {
  return createPublicKey(readFileSync(file)).export({ type: 'spki', format: 'der' }).toString('base64');
}
