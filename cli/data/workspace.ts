import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RampartError } from '../../contract/errors';
import { FolderStore } from '../../stages/data/engine/folder-store';
import { PrefixStore } from '../../stages/data/engine/prefix-store';

/** A folder of runs that does not hold what was asked for. */
export class WorkspaceError extends RampartError {}

/** Which run was the last one to end, in the workspace. */
const LATEST = 'latest.json';
/** What a run writes last, in its folder: it stands only where the run has ended. */
export const OUTCOME = 'outcome.json';

/** A folder in which data runs are kept: `quarantine/`, and `runs/ID/` for each. */
export class Workspace {
  public readonly whole: FolderStore;
  public readonly quarantine: FolderStore;

  public constructor(public readonly folder: string) {
    this.whole = new FolderStore(folder);
    this.quarantine = new FolderStore(join(folder, 'quarantine'));
  }

  /** Prefix of a run in the workspace. */
  public prefix(run: string): string {
    return `runs/${run}/`;
  }

  public run(run: string): PrefixStore {
    return new PrefixStore(this.whole, this.prefix(run));
  }

  public runFolder(run: string): string {
    return join(this.folder, 'runs', run);
  }

  public async finished(run: string): Promise<void> {
    await this.whole.write(LATEST, Buffer.from(`${JSON.stringify({ run })}\n`));
  }

  /**
   * The run of that id, or the one that ended last. It has ended.
   *
   * @throws WorkspaceError `NO_RUN` where there is none, or none of that id; `NOT_FINISHED` where it was cut off
   */
  public named(run: string | undefined): string {
    const known = this.runs();
    if (known.length === 0)
      throw new WorkspaceError('NO_RUN', `${this.folder} has no run yet; rampart data run makes one`);
    const chosen = run ?? this.latest();
    if (chosen === undefined)
      throw new WorkspaceError(
        'NOT_FINISHED',
        `no run of ${this.folder} has ended (${known.join(', ')} began); rampart data run goes on with it`,
      );
    if (!known.includes(chosen))
      throw new WorkspaceError('NO_RUN', `${this.folder} has no run ${chosen}; allowed: one of ${known.join(', ')}`);
    if (existsSync(join(this.runFolder(chosen), OUTCOME))) return chosen;
    throw new WorkspaceError('NOT_FINISHED', `run ${chosen} has not ended; rampart data run goes on with it`);
  }

  public runs(): string[] {
    const folder = join(this.folder, 'runs');
    return existsSync(folder) ? readdirSync(folder).sort() : [];
  }

  private latest(): string | undefined {
    const file = join(this.folder, LATEST);
    if (!existsSync(file)) return undefined;
    return (JSON.parse(readFileSync(file, 'utf8')) as { run?: string }).run;
  }
}
