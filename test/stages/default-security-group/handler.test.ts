import { EventEmitter } from 'node:events';
import { answer, type CustomResourceEvent } from '../../../stages/custom-resource/answer';
import type { Request } from '../../../stages/invocation-logging/response';

const EVENT: CustomResourceEvent = {
  RequestType: 'Create',
  ResponseURL: 'https://example.com/answer',
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'Default',
  ResourceProperties: { SecurityGroupId: 'sg-1', Account: '111122223333' },
};

/** A CloudFormation that takes every answer. */
function listening(): { request: Request; answers: Record<string, unknown>[] } {
  const answers: Record<string, unknown>[] = [];
  const request = ((_url: URL, _options: object, onResponse: (response: object) => void) =>
    Object.assign(new EventEmitter(), {
      destroy: () => undefined,
      end: (body: Buffer) => {
        answers.push(JSON.parse(body.toString()));
        const response = Object.assign(new EventEmitter(), { statusCode: 200, resume: () => undefined });
        onResponse(response);
        response.emit('end');
      },
    })) as unknown as Request;
  return { request, answers };
}

test('success names the resource', async () => {
  const { request, answers } = listening();
  await answer(EVENT, () => Promise.resolve('sg-1'), request);
  expect(answers).toEqual([
    expect.objectContaining({
      Status: 'SUCCESS',
      PhysicalResourceId: 'sg-1',
      StackId: 'stack',
      RequestId: 'request',
      LogicalResourceId: 'Default',
    }),
  ]);
});

test('a failure is told, and does not replace the resource', async () => {
  const { request, answers } = listening();
  await answer(
    { ...EVENT, RequestType: 'Update', PhysicalResourceId: 'sg-1' },
    () => Promise.reject(new Error('no')),
    request,
  );
  expect(answers).toEqual([expect.objectContaining({ Status: 'FAILED', Reason: 'no', PhysicalResourceId: 'sg-1' })]);
});
