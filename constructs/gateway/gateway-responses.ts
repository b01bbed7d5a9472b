import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';

const HEADERS = { 'Cache-Control': "'no-store'", 'X-Content-Type-Options': "'nosniff'" };

/** Gives API Gateway's own refusals the headers that the handler's answers have. */
export function answerSafely(api: RestApi): void {
  api.addGatewayResponse('ClientError', { type: ResponseType.DEFAULT_4XX, responseHeaders: HEADERS });
  api.addGatewayResponse('ServerError', { type: ResponseType.DEFAULT_5XX, responseHeaders: HEADERS });
}
