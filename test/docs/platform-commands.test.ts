import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS, documented } from '../deploy/documented';

const ROOT = join(__dirname, '..', '..');
const commands = documented(join(ROOT, 'docs', 'for-platform-teams.md'));

test('every command that platform teams are told has a test that runs it', () => {
  expect(commands.length).toBeGreaterThan(15);
  expect(commands.filter((command) => !(command in COMMANDS))).toEqual([]);
});

test('no command is said to be tested that nobody is told', () => {
  expect(Object.keys(COMMANDS).filter((command) => !commands.includes(command))).toEqual([]);
});

test('the tests that are named are there', () => {
  for (const by of Object.values(COMMANDS)) {
    if ('walked' in by) continue;
    expect(existsSync(join(ROOT, by.file))).toBe(true);
    expect(readFileSync(join(ROOT, by.file), 'utf8')).toContain(by.test);
  }
});

test('what one account is told, the walkthrough itself runs', () => {
  const walked = Object.entries(COMMANDS).filter(([, by]) => 'walked' in by);
  expect(walked.map(([command]) => command)).toEqual(
    expect.arrayContaining([
      'npx cdk bootstrap aws://111122223333/eu-central-1',
      'npx cdk deploy --all --require-approval never --method=direct',
      'npx cdk destroy --all --force',
    ]),
  );
});
