import type { MapResult, MapTask } from '../engine/map-engine';
import { acquire, type AcquireInput } from './acquire-task';
import { clean, type CleanInput } from './clean-task';
import { compare, learn, type CompareInput, type LearnInput } from './compare-task';
import { finished } from './finished';
import { land, type LandInput } from './land-task';
import { judge, type JudgeInput } from './judge-task';
import { mix, type MixInput } from './mix-task';
import type { TaskContext } from './task-context';

/** Does one task, or finds that it was done. The same task gives the same bytes wherever it runs. */
export function runTask(task: MapTask, context: TaskContext): Promise<MapResult> {
  return finished(context.store, task.step, task.id, () => {
    switch (task.step) {
      case 'land':
        return land(task.id, task.input as LandInput, context);
      case 'acquire':
        return acquire(task.id, task.input as AcquireInput, context);
      case 'clean':
        return clean(task.id, task.input as CleanInput, context);
      case 'judge':
        return judge(task.id, task.input as JudgeInput, context);
      case 'learn':
        return learn(task.id, task.input as LearnInput, context);
      case 'compare':
        return compare(task.id, task.input as CompareInput, context);
      case 'mix':
        return mix(task.id, task.input as MixInput, context);
    }
  });
}
