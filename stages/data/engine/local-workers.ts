import { extname, join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { RampartError } from '../../../contract/errors';
import type { MapEngine, MapResult, MapTask } from './map-engine';
import { startThread } from './thread';

/** A task that failed in a worker. Its code is the task's error's. */
export class TaskError extends RampartError {}

/** What a worker answers. */
export type Answer =
  { readonly result: MapResult } | { readonly error: { readonly code: string; readonly message: string } };

/** What a worker is started with. */
export interface WorkerSettings {
  readonly folder: string;
  readonly inputFolder: string;
  /** Key of the run's settings in the store. */
  readonly settings: string;
}

/** Tasks in worker threads of this process, one at a time in each. */
export class LocalWorkers implements MapEngine {
  private readonly idle: Worker[] = [];
  private readonly all: Worker[] = [];

  public constructor(
    private readonly settings: WorkerSettings,
    private readonly count: number,
  ) {}

  public async run(tasks: readonly MapTask[], onDone?: (result: MapResult) => void): Promise<MapResult[]> {
    const results: MapResult[] = [];
    let next = 0;
    let failed = false;
    const lane = async (): Promise<void> => {
      while (!failed) {
        const index = next++;
        const task = tasks[index];
        if (task === undefined) return;
        try {
          const result = await this.one(task);
          results[index] = result;
          onDone?.(result);
        } catch (error) {
          failed = true;
          throw error;
        }
      }
    };
    const lanes = Array.from({ length: Math.min(this.count, tasks.length) }, lane);
    const ends = await Promise.allSettled(lanes);
    const bad = ends.find((end) => end.status === 'rejected');
    if (bad !== undefined) throw bad.reason;
    return results;
  }

  public async close(): Promise<void> {
    await Promise.all(this.all.splice(0).map((worker) => worker.terminate()));
    this.idle.length = 0;
  }

  private async one(task: MapTask): Promise<MapResult> {
    const worker = this.idle.pop() ?? this.start();
    try {
      const answer = await asked(worker, task);
      if ('error' in answer) throw new TaskError(answer.error.code, `${task.step}: ${answer.error.message}`);
      return answer.result;
    } finally {
      this.idle.push(worker);
    }
  }

  private start(): Worker {
    const module = join(__dirname, '..', 'run', `worker${extname(__filename)}`);
    const worker = startThread(module, { workerData: this.settings });
    worker.setMaxListeners(0);
    this.all.push(worker);
    return worker;
  }
}

function asked(worker: Worker, task: MapTask): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void): void => {
      worker.off('message', answered).off('error', broke).off('exit', left);
      end();
    };
    const answered = (answer: Answer): void => settle(() => resolve(answer));
    const broke = (error: Error): void => settle(() => reject(error));
    const left = (code: number): void =>
      settle(() => reject(new TaskError('WORKER_ENDED', `${task.step}: the worker ended with ${code}`)));
    worker.once('message', answered).once('error', broke).once('exit', left);
    worker.postMessage(task);
  });
}
