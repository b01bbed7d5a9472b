import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Starts a module of this project in a thread. From source, as tests and benches run, the thread has to learn TypeScript first. */
export function startThread(module: string, options: WorkerOptions): Worker {
  if (!module.endsWith('.ts')) return new Worker(module, options);
  return new Worker(`require("tsx/cjs");require(${JSON.stringify(module)})`, { ...options, eval: true });
}
