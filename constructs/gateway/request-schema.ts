import { JsonSchemaType, JsonSchemaVersion, type JsonSchema } from 'aws-cdk-lib/aws-apigateway';
import { GATEWAY_LIMITS, MODEL_KINDS } from '../../contract/gateway';

/** The shape of a request, so that API Gateway turns away what the handler would: the handler still checks all of it. */
export const REQUEST_SCHEMA: JsonSchema = {
  schema: JsonSchemaVersion.DRAFT4,
  title: 'Invoke',
  type: JsonSchemaType.OBJECT,
  additionalProperties: false,
  required: ['messages'],
  properties: {
    model: { type: JsonSchemaType.STRING, enum: [...MODEL_KINDS] },
    maxTokens: { type: JsonSchemaType.INTEGER, minimum: 1, maximum: GATEWAY_LIMITS.maxTokens },
    temperature: { type: JsonSchemaType.NUMBER, minimum: 0, maximum: 1 },
    messages: {
      type: JsonSchemaType.ARRAY,
      minItems: 1,
      maxItems: GATEWAY_LIMITS.messages,
      items: {
        type: JsonSchemaType.OBJECT,
        additionalProperties: false,
        required: ['role', 'content'],
        properties: {
          role: { type: JsonSchemaType.STRING, enum: ['user', 'assistant'] },
          content: { type: JsonSchemaType.STRING, minLength: 1, maxLength: GATEWAY_LIMITS.promptCharacters },
        },
      },
    },
  },
};
