/**
 * Loaded into the command line before itself: kills its process, without a word and without a chance to tidy up, at a moment counted in the
 * calls that it makes. `INTERRUPT_AT=sent:12` as the twelfth goes out, `answered:12` as its answer has come.
 */
const { subscribe } = require('node:diagnostics_channel');

const [moment, count] = (process.env.INTERRUPT_AT ?? 'never:0').split(':');
const channel = { sent: 'http.client.request.start', answered: 'http.client.response.finish' }[moment];
let calls = 0;
if (channel !== undefined) {
  subscribe(channel, () => {
    calls += 1;
    if (calls === Number(count)) process.kill(process.pid, 'SIGKILL');
  });
}
