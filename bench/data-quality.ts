import { measure as anomalies } from './data-quality/anomalies';
import { measure as contamination } from './data-quality/contamination';
import { measure as duplicates } from './data-quality/duplicates';
import { measure as hiddenInstructions } from './data-quality/hidden-instructions';
import { measure as labels } from './data-quality/labels';
import { measure as language } from './data-quality/language';
import { measure as mojibake } from './data-quality/mojibake';
import { measure as personal } from './data-quality/personal';
import { measure as triggers } from './data-quality/triggers';
import { measure as wordSalad } from './data-quality/word-salad';

/** One file a defect under `data-quality/`: each plants or takes labelled defects, and says how many its detector finds. */
const DEFECTS: Readonly<Record<string, () => Promise<object>>> = {
  labels,
  hiddenInstructions,
  duplicates,
  language,
  mojibake,
  anomalies,
  wordSalad,
  triggers,
  contamination,
  personal,
};

/** Precision and recall of the data stage's detectors, a defect at a time. */
export async function run(): Promise<object> {
  const figures: Record<string, object> = {};
  for (const [name, measure] of Object.entries(DEFECTS)) {
    const began = performance.now();
    figures[name] = await measure();
    console.log(`  (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  }
  return figures;
}
