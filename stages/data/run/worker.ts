import { parentPort, workerData } from 'node:worker_threads';
import { FolderStore } from '../engine/folder-store';
import type { Answer, WorkerSettings } from '../engine/local-workers';
import type { MapTask } from '../engine/map-engine';
import { localContext } from './local-context';
import { runTask } from './task';

const { folder, inputFolder, settings } = workerData as WorkerSettings;
const context = localContext(new FolderStore(inputFolder), new FolderStore(folder), settings);

parentPort?.on('message', (task: MapTask) => {
  void answer(task).then((said) => parentPort?.postMessage(said));
});

async function answer(task: MapTask): Promise<Answer> {
  try {
    return { result: await runTask(task, await context) };
  } catch (error) {
    const { code = 'TASK_FAILED', message = String(error) } = error as { code?: string; message?: string };
    return { error: { code: String(code), message } };
  }
}
