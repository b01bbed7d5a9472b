import { kernels } from './kernels-bundle';

/** Documents of a run that are learnt from; see `stages/data/run/order-parts.ts`. */
const LEARNT = 5_000;

/** Each text's order of words and shape, by what a run would learn from all of them. */
export function learntFrom(texts: readonly string[]) {
  const { WordHashes, OrderSketch, learnOrder, orderEvidence, CharacterModel, textShape } = kernels;
  const hashes = new WordHashes();
  const sketch = new OrderSketch();
  const characters = new CharacterModel();
  texts.slice(0, LEARNT).forEach((text, at) => {
    learnOrder(sketch, hashes.of(text), at + 1);
    characters.learn(text);
  });
  const surprise = characters.surpriser();
  return texts.map((text, at) => ({
    order: orderEvidence(sketch, hashes.of(text), at + 1),
    shape: textShape(text, surprise),
  }));
}
