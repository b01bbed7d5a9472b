import { measure as personal } from './data-quality/personal';

/** One file a defect under `data-quality/`: each plants or takes labelled defects, and says how many its detector finds. */
const DEFECTS: Readonly<Record<string, () => Promise<object>>> = { personal };

/** Precision and recall of the data stage's detectors, a defect at a time. */
export async function run(): Promise<object> {
  const figures: Record<string, object> = {};
  for (const [name, measure] of Object.entries(DEFECTS)) figures[name] = await measure();
  return figures;
}
