import { readFileSync } from 'node:fs';
import { fences } from '../docs/document';

/** Who runs a command of the document for platform teams. */
export type RunBy =
  /** `walkthrough.deploy.ts` runs it as it is written. It may end with one of these exit codes. */
  | { readonly walked: readonly number[] }
  /** A test that makes the same calls with other means. */
  | { readonly file: string; readonly test: string };

const MULTI_ACCOUNT = { file: 'test/deploy/multi-account.deploy.ts', test: 'each account has its own stacks' };
const ACCESS = 'test/cli/access.test.ts';
const WALKED: RunBy = { walked: [0] };

/** Every command of `docs/for-platform-teams.md`. */
export const COMMANDS: Readonly<Record<string, RunBy>> = {
  'cp config/minimal.yaml rampart.yaml': WALKED,
  'npx rampart check rampart.yaml': WALKED,
  'npx rampart access rampart.yaml': { file: ACCESS, test: 'the table has a block for each class' },
  'npx rampart access rampart.yaml --role train': { file: ACCESS, test: 'a person may ask for one role' },
  'npx rampart access rampart.yaml --format csv': { file: ACCESS, test: 'as CSV it has a line for each row' },
  'npx rampart audit rampart.yaml': { file: 'test/cli/audit.test.ts', test: 'with nothing open it exits 0' },
  'export RAMPART_CONFIG=rampart.yaml': WALKED,
  'npx cdk synth --quiet': WALKED,
  // Without a bootstrap stack something is missing; what the emulator cannot tell is not evaluated.
  'npx rampart doctor rampart.yaml': { walked: [1, 4] },
  'npx cdk bootstrap aws://111122223333/eu-central-1': WALKED,
  'npx cdk diff': WALKED,
  'npx cdk deploy --all --require-approval never --method=direct': WALKED,
  'npx cdk destroy --all --force': WALKED,
  'aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name acme-llm-operations':
    {
      file: 'test/emulator/removal.ts',
      test: 'no stack is removed while it is protected',
    },
  'export RAMPART_CONFIG=config/multi-account.yaml': MULTI_ACCOUNT,
  'AWS_PROFILE=data npx cdk bootstrap aws://111122223333/eu-central-1': MULTI_ACCOUNT,
  'AWS_PROFILE=training npx cdk bootstrap aws://222233334444/eu-central-1 --trust 111122223333 --cloudformation-execution-policies arn:aws:iam::aws:policy/AdministratorAccess':
    MULTI_ACCOUNT,
  'AWS_PROFILE=data npx cdk deploy --all --require-approval never --method=direct': MULTI_ACCOUNT,
};

/** The commands of the document, in its order. */
export function documented(file: string): readonly string[] {
  const blocks = fences(readFileSync(file, 'utf8')).filter(({ language }) => language === 'sh');
  return blocks
    .flatMap(({ code }) => code.replaceAll('\\\n', '').split('\n'))
    .flatMap((line) => {
      const command = line
        .replace(/\s+#.*$/, '')
        .replaceAll(/\s+/g, ' ')
        .trim();
      return command === '' ? [] : [command];
    });
}
