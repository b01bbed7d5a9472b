import { Duration, Stack } from 'aws-cdk-lib';
import { AuthorizationType, Integration, IntegrationType, type Method, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { CfnPermission, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { GATEWAY_RESOURCE, GATEWAY_STAGE } from '../../contract/gateway';
import { acknowledgeBuiltIn } from '../waiver/built-in';
import { REQUEST_SCHEMA } from './request-schema';

const SIGNED =
  'callers are services with IAM roles, not people: each request is signed with Signature Version 4 and authorised by IAM, for listed roles only';

/** Gives the API its one method: signed, validated, and forwarded to the function, which takes calls from this method alone. */
export function addInvokeMethod(api: RestApi, lambda: IFunction): Method {
  const { account, region, partition } = Stack.of(api);
  const permission = new CfnPermission(api, 'Permission', {
    action: 'lambda:InvokeFunction',
    functionName: lambda.functionArn,
    principal: 'apigateway.amazonaws.com',
    sourceAccount: account,
    sourceArn: api.arnForExecuteApi('POST', `/${GATEWAY_RESOURCE}`, GATEWAY_STAGE),
  });
  const validator = api.addRequestValidator('Validator', {
    requestValidatorName: 'body-and-parameters',
    validateRequestBody: true,
    validateRequestParameters: true,
  });
  const model = api.addModel('Invoke', {
    modelName: 'Invoke',
    contentType: 'application/json',
    schema: REQUEST_SCHEMA,
  });
  const integration = new Integration({
    type: IntegrationType.AWS_PROXY,
    integrationHttpMethod: 'POST',
    uri: `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${lambda.functionArn}/invocations`,
    options: { timeout: Duration.seconds(29) },
  });
  const method = api.root.addResource(GATEWAY_RESOURCE).addMethod('POST', integration, {
    operationName: 'Invoke',
    authorizationType: AuthorizationType.IAM,
    requestValidator: validator,
    requestModels: { 'application/json': model },
    requestParameters: { 'method.request.header.Content-Type': true },
  });
  method.node.addDependency(permission);
  acknowledgeBuiltIn(method, 'AwsSolutions-COG4', SIGNED);
  return method;
}
