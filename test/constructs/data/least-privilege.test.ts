import { Asking, CURATED, HERE, RAW, WORK } from './asking';

jest.setTimeout(120_000);

const asking = new Asking();
const DATASET = `${CURATED}/datasets/mails`;
const RUN = `${DATASET}/runs/r`;
const FUNCTION = `arn:aws:lambda:${HERE}:function:acme-llm`;
const MACHINE = `arn:aws:states:${HERE}:stateMachine:acme-llm-data-run`;
const GLUE = `arn:aws:glue:${HERE}`;

describe('what each role needs, all policies together let it do', () => {
  test.each([
    ['data-map', 's3:GetObject', `${RAW}/quarantine/letters/a.jsonl`],
    ['data-map', 's3:GetObjectTagging', `${RAW}/quarantine/letters/a.jsonl`],
    ['data-map', 's3:GetObject', `${RUN}/documents/x.jsonl`],
    ['data-map', 's3:PutObject', `${RUN}/documents/x.jsonl`],
    ['data-map', 's3:ListBucket', CURATED],
    ['data-drive', 's3:ListBucket', RAW],
    ['data-drive', 's3:PutObject', `${RUN}/manifest.json`],
    ['data-drive', 's3:DeleteObject', `${RUN}/edges/edges/000001.parquet`],
    ['data-drive', 's3:DeleteObject', `${RUN}/duplicates/x/0.parquet.parts/y`],
    ['data-drive', 's3:PutObject', `${WORK}/athena/tables/x`],
    ['data-drive', 'athena:StartQueryExecution', `arn:aws:athena:${HERE}:workgroup/acme-llm-data`],
    ['data-drive', 'glue:CreateTable', `${GLUE}:table/acme_llm_data/judged__1`],
    ['data-run', 'lambda:InvokeFunction', `${FUNCTION}-data-map`],
    ['data-run', 's3:GetObject', `${RUN}/pending/x.json`],
    ['data-run', 's3:GetObject', `${DATASET}/landing/pending/x.json`],
    ['data-run', 's3:PutObject', `${WORK}/maps/x`],
    ['data-run', 'states:StartExecution', MACHINE],
    ['data-run', 'sns:Publish', `arn:aws:sns:${HERE}:acme-llm-alarms`],
    ['data-schedule', 'states:StartExecution', MACHINE],
    ['label-ada', 's3:GetObject', `${DATASET}/tasks/ada/1.json`],
    ['label-ada', 's3:PutObject', `${DATASET}/labels/mail-spam@1.ada.jsonl`],
    ['label-lead', 's3:GetObject', `${DATASET}/labels/mail-spam@1.ada.jsonl`],
    ['label-lead', 's3:PutObject', `${DATASET}/tasks/ada/1.json`],
  ])('%s: %s on %s', (name, action, resource) => {
    expect(asking.may(name, action, resource)).toBe(true);
  });
});

describe('a wider wish fails, whatever the request says', () => {
  test.each<[string, string | string[], string, string]>([
    ['data-map', 's3:PutObject', `${RAW}/*`, 'cannot change what was acquired'],
    ['data-map', 's3:PutObjectTagging', `${RAW}/*`, 'cannot call an object clean'],
    ['data-map', 's3:DeleteObject*', `${CURATED}/*`, 'cannot make data disappear'],
    ['data-map', 'kms:Sign', '*', 'cannot sign'],
    ['data-map', 'athena:*', '*', 'has no SQL'],
    ['data-drive', 's3:GetObject*', `${RAW}/*`, 'sees names of raw objects, and not what is in them'],
    ['data-drive', 's3:PutObject', `${RAW}/*`, 'cannot change what was acquired'],
    ['data-drive', 's3:DeleteObjectVersion', `${CURATED}/*`, 'hides what it makes anew, and removes no version'],
    ['data-drive', 's3:DeleteObject', `${RUN}/curated/x-0.jsonl`, 'cannot hide curated data'],
    ['data-drive', 's3:DeleteObject', `${DATASET}/labels/mail-spam@1.ada.jsonl`, 'cannot hide what people answered'],
    ['data-drive', 'glue:DeleteDatabase', '*', 'cannot drop the database'],
    ['data-drive', 'athena:UpdateWorkGroup', '*', 'cannot lift the limit on what a query reads'],
    ['data-run', 's3:GetObject', `${RUN}/documents/x-0.jsonl`, 'reads lists of tasks, and no data'],
    ['data-run', 's3:PutObject', `${CURATED}/*`, 'writes no data'],
    ['data-run', 'states:UpdateStateMachine', '*', 'cannot change what it is'],
    ['data-schedule', ['lambda:*', 's3:*'], '*', 'only starts runs'],
    ['label-ada', 's3:GetObject', `${DATASET}/labels/mail-spam@1.grace.jsonl`, 'does not see what another answered'],
    ['label-ada', 's3:PutObject', `${DATASET}/labels/mail-spam@1.grace.jsonl`, 'does not answer for another'],
    ['label-ada', 's3:GetObject', `${DATASET}/tasks/grace/*`, 'does not see another’s tasks'],
    ['label-ada', 's3:GetObject', `${DATASET}/runs/*`, 'does not see what a run found'],
    ['label-ada', 's3:PutObject', `${DATASET}/tasks/*`, 'does not hand out tasks'],
    ['label-lead', 's3:PutObject', `${DATASET}/labels/*`, 'gives no answers'],
    ['label-lead', 's3:PutObject', `${DATASET}/runs/*`, 'changes no run'],
  ])('%s: %s on %s: %s', (name, action, resource) => {
    expect(asking.may(name, action, resource)).toBe(false);
  });

  test('a machine calls its two functions and no other', () => {
    const own = [`${FUNCTION}-data-map`, `${FUNCTION}-data-drive`];
    expect(asking.may('data-run', 'lambda:InvokeFunction', '*', own)).toBe(false);
  });

  test('a start by schedule is of this machine and no other', () => {
    expect(asking.may('data-schedule', 'states:StartExecution', '*', [MACHINE])).toBe(false);
  });

  test('the functions come by the endpoint, or not at all', () => {
    for (const name of ['data-map', 'data-drive']) {
      const answer = asking.facts.may({
        principal: `arn:aws:iam::111122223333:role/acme-llm-${name}`,
        action: ['s3:GetObject', 's3:PutObject'],
        resource: `${DATASET}/*`,
        given: { 'aws:SourceVpce': { noneOf: ['vpce-0a1b2c3d4e5f60718'] }, 'aws:ViaAWSService': 'false' },
      });
      expect(answer.kind).toBe('proved');
    }
  });

  test('nobody whom no template declares reads or writes a data set', () => {
    const { may, notEvaluated } = asking.facts.who({
      action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
      resource: `${CURATED}/datasets/*`,
      undeclaredOnly: true,
    });
    expect([may.map(({ who }) => who), notEvaluated.map(({ who }) => who)]).toEqual([[], []]);
  });
});
