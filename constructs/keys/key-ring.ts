import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyDocument, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage, type IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { DataClass } from '../../contract/data-class';
import { RampartError } from '../../contract/errors';
import { deploymentRoleArn, keyAlias, pseudonymKeyAlias, signingKeyAlias } from '../../contract/names';
import {
  administration,
  boundUse,
  deploymentGrants,
  grantsForServicesOnly,
  inspection,
  organizationOnly,
  rootRecovery,
} from './key-policy';
import { signatures } from './signing-policy';

/** A key ring that cannot be made as asked. */
export class KeyRingError extends RampartError {}

/** One role's use of one class's key, through S3, for one bucket. */
export interface KeyUse {
  readonly dataClass: DataClass;
  readonly principalArn: string;
  /** Name of the bucket whose objects the key may be used for. */
  readonly bucketName: string;
  /** @default false */
  readonly encrypt?: boolean;
  /** @default false */
  readonly decrypt?: boolean;
}

/** Services to which a deployment may hand the use of a class's key, e.g. `lambda` for encrypted environments. */
export interface KeyDeploymentUse {
  readonly dataClass: DataClass;
  /** Service names as in `kms:ViaService`, without region: `lambda`, `sagemaker`, `bedrock`. */
  readonly services: string[];
}

export interface KeyRingProps {
  /** The platform's name: aliases are `alias/NAME-CLASS`. */
  readonly name: string;
  readonly organizationId: string;
  /** One key is made for each. */
  readonly dataClasses: DataClass[];
  /** Roles that administer the keys. They must exist, and none of them may use a key. */
  readonly administratorArns: string[];
  /** @default - no role may use a key */
  readonly uses?: KeyUse[];
  /** @default - a deployment may hand out no key */
  readonly deploymentUses?: KeyDeploymentUse[];
  /** @default - the execution role of the standard CDK bootstrap */
  readonly deploymentRoleArn?: string;
  /**
   * Roles that may sign manifests. With signers or verifiers given, the ring has a signing key (ECC P-256, ECDSA with SHA-256).
   * @default - none
   */
  readonly signerArns?: string[];
  /** Roles that may verify a manifest's signature. @default - none */
  readonly verifierArns?: string[];
  /** Roles that may read the settings of every key, its policy and its grants, and use none. @default - none */
  readonly inspectorArns?: string[];
  /**
   * Also an HMAC key from which pseudonyms are derived. No role may use it before a construct lets one.
   * @default false
   */
  readonly pseudonyms?: boolean;
}

/** One rotated, customer-managed key a data class, whose administrators cannot decrypt and whose users are bound to service and bucket. */
export class KeyRing extends Construct {
  /** Signs manifests. Absent when the ring has neither signers nor verifiers. */
  public readonly signingKey?: IKey;
  /** Pseudonyms are derived from it. Absent unless asked for. */
  public readonly pseudonymKey?: IKey;
  private readonly keys = new Map<DataClass, Key>();

  public constructor(scope: Construct, id: string, props: KeyRingProps) {
    super(scope, id);
    refuseAdministratorsWhoUse(props);
    for (const dataClass of props.dataClasses) this.keys.set(dataClass, this.classKey(dataClass, props));
    if (props.signerArns?.length || props.verifierArns?.length) this.signingKey = this.makeSigningKey(props);
    if (props.pseudonyms) this.pseudonymKey = this.makePseudonymKey(props);
  }

  /**
   * The key of a data class.
   * @throws KeyRingError `KEY_CLASS_UNKNOWN` when this ring has none
   */
  public key(dataClass: DataClass): IKey {
    const key = this.keys.get(dataClass);
    if (key) return key;
    throw new KeyRingError(
      'KEY_CLASS_UNKNOWN',
      `key: this ring has no key for ${dataClass}, it has ${[...this.keys.keys()].join(', ')}`,
    );
  }

  private classKey(dataClass: DataClass, props: KeyRingProps): Key {
    const { region } = Stack.of(this);
    const policy = this.basePolicy(props);
    const services = props.deploymentUses?.find((use) => use.dataClass === dataClass)?.services ?? [];
    if (services.length > 0) {
      const via = services.map((service) => `${service}.${region}.amazonaws.com`);
      policy.addStatements(...deploymentGrants(this.deploymentRole(props), via));
    }
    for (const use of props.uses ?? []) {
      if (use.dataClass === dataClass) policy.addStatements(this.useStatement(use));
    }
    return new Key(this, pascal(dataClass), {
      alias: keyAlias(props.name, dataClass),
      description: `${props.name}: data of class ${dataClass}`,
      enableKeyRotation: true,
      rotationPeriod: Duration.days(365),
      pendingWindow: Duration.days(30),
      removalPolicy: RemovalPolicy.RETAIN,
      policy,
    });
  }

  private makeSigningKey(props: KeyRingProps): Key {
    const policy = this.basePolicy(props);
    policy.addStatements(...signatures(props.signerArns ?? [], props.verifierArns ?? []));
    return new Key(this, 'Signing', {
      alias: signingKeyAlias(props.name),
      description: `${props.name}: signs manifests`,
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      pendingWindow: Duration.days(30),
      removalPolicy: RemovalPolicy.RETAIN,
      policy,
    });
  }

  /** It does not rotate: a pseudonym that changed would no longer say that two texts name the same person. */
  private makePseudonymKey(props: KeyRingProps): Key {
    return new Key(this, 'Pseudonyms', {
      alias: pseudonymKeyAlias(props.name),
      description: `${props.name}: derives pseudonyms`,
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      pendingWindow: Duration.days(30),
      removalPolicy: RemovalPolicy.RETAIN,
      policy: this.basePolicy(props),
    });
  }

  private basePolicy(props: KeyRingProps): PolicyDocument {
    const { account, partition } = Stack.of(this);
    return new PolicyDocument({
      statements: [
        administration([...props.administratorArns, this.deploymentRole(props)]),
        rootRecovery(account, partition),
        organizationOnly(props.organizationId),
        grantsForServicesOnly(),
        ...(props.inspectorArns ?? []).map(inspection),
      ],
    });
  }

  private useStatement(use: KeyUse): PolicyStatement {
    const { region, partition } = Stack.of(this);
    const actions = [...(use.encrypt ? ['kms:GenerateDataKey'] : []), ...(use.decrypt ? ['kms:Decrypt'] : [])];
    return boundUse(use.principalArn, actions, `s3.${region}.amazonaws.com`, `arn:${partition}:s3:::${use.bucketName}`);
  }

  private deploymentRole(props: KeyRingProps): string {
    const { account, region, partition } = Stack.of(this);
    return props.deploymentRoleArn ?? deploymentRoleArn(partition, { account, region });
  }
}

function refuseAdministratorsWhoUse(props: KeyRingProps): void {
  const using = [
    ...(props.uses ?? []).map((use) => use.principalArn),
    ...(props.signerArns ?? []),
    ...(props.verifierArns ?? []),
  ];
  const both = props.administratorArns.find((arn) => using.includes(arn));
  if (both) {
    throw new KeyRingError(
      'KEY_ADMINISTRATOR_USES_KEY',
      `administratorArns: ${both} would administer a key and use it; the two must be different roles`,
    );
  }
}

function pascal(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
