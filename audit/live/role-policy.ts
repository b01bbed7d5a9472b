import { byText } from '../ledger/row';
import { declaredCalls } from './calls';

/** A policy document of IAM. */
export interface RolePolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Effect: 'Allow';
    readonly Action: readonly string[];
    readonly Resource: string | readonly string[];
  }[];
}

/** Actions that are given on less than everything: reading an asset shall be no way to data. */
const NARROWED: Readonly<Record<string, readonly string[]>> = {
  's3:GetObject': ['arn:*:s3:::cdk-*-assets-*/*'],
  'apigateway:GET': [
    'arn:*:apigateway:*::/account',
    'arn:*:apigateway:*::/clientcertificates/*',
    'arn:*:apigateway:*::/restapis/*',
  ],
};

/** Exactly what a verification needs: the actions of all calls that its readers declare, a statement a service. */
export function rolePolicy(): RolePolicy {
  const actions = [...new Set([...declaredCalls().values()].flat())].sort(byText);
  const wide = actions.filter((action) => !Object.hasOwn(NARROWED, action));
  const services = [...new Set(wide.map((action) => action.split(':')[0] ?? ''))];
  return {
    Version: '2012-10-17',
    Statement: [
      ...services.map((service) => ({
        Sid: `Read${sidOf(service)}`,
        Effect: 'Allow' as const,
        Action: wide.filter((action) => action.startsWith(`${service}:`)),
        Resource: '*',
      })),
      ...actions.flatMap((action) => {
        const resources = Object.hasOwn(NARROWED, action) ? NARROWED[action] : undefined;
        if (!resources) return [];
        return [{ Sid: `Read${sidOf(action)}`, Effect: 'Allow' as const, Action: [action], Resource: resources }];
      }),
    ],
  };
}

function sidOf(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('');
}
