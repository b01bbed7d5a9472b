import { serveLabelPage } from '../../../../cli/data/label-page/serve';
import { items, options } from './world';

/** Serves the page in a process of its own, so that a test can kill it. Argument: the journals' folder. */
void serveLabelPage(options({ journals: process.argv[2] ?? '', items: items(6) })).then(({ url }) => {
  process.stdout.write(`${url}\n`);
});
