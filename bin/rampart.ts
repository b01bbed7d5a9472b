#!/usr/bin/env node
import { run } from '../cli/run';
import { processTerminal } from '../cli/terminal';

// The exit code is set, and the process left to end by itself: exit() would cut off what a pipe has not read yet.
void run(process.argv.slice(2), processTerminal()).then((code) => {
  process.exitCode = code;
});
