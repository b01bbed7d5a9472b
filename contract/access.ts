import type { DataClass } from './data-class';

/** What a role may do to a class of data. Each stands for an exact set of service actions. */
export enum DataAction {
  /** Read objects. */
  READ = 'read',
  /** Add objects, in one request each: the writer cannot decrypt what it wrote. */
  WRITE = 'write',
  /** See names of objects, and not what is in them. */
  LIST = 'list',
  /** See what the search for malware said of an object. */
  VET = 'vet',
  /** Take objects out of the listing, to make them anew: their versions stay. */
  CLEAR = 'clear',
  /** Ask SQL of the class's data, in the data stage's own workgroup and database. */
  QUERY = 'query',
  /** Keep, for days only, what a run needs on its way: in a vault beside that of the class, under the class's key. */
  KEEP = 'keep',
  /** Derive pseudonyms, by an HMAC key that never leaves KMS. */
  PSEUDONYMIZE = 'pseudonymize',
  /** Look into every object for malware, and tag it with the outcome. */
  SCAN = 'scan',
  /** Add objects in parts, as large artifacts need; S3 then decrypts the parts on the writer's behalf. */
  UPLOAD = 'upload',
  /** Sign a manifest over data of this class. */
  SIGN = 'sign',
  /** Verify a manifest's signature. */
  VERIFY = 'verify',
  /** Call the model with data of this class. */
  INVOKE = 'invoke',
  /** Set a model package's approval status. */
  APPROVE = 'approve',
  /** Change a serving endpoint to another release. */
  DEPLOY = 'deploy',
  /** Administer the class's key: never encrypt or decrypt with it. */
  ADMINISTER = 'administer',
  /** Read the settings of what keeps data of this class, its key's policy and grants among them: never the data. */
  INSPECT = 'inspect',
  /** Shorten or remove what is locked. */
  OVERRIDE = 'override',
}

/** The network way by which a role reaches the data. */
export enum Door {
  /** Through an endpoint of the data tier. */
  DATA_NETWORK = 'data network',
  TRAINING_NETWORK = 'training network',
  SERVING_NETWORK = 'serving network',
  GATEWAY_NETWORK = 'gateway network',
  /** The private API's endpoints, with a signed request. */
  PRIVATE_API = 'private api',
  /** From inside AWS: a service that takes the role itself. */
  AWS_SERVICE = 'aws service',
  /** AWS's public service endpoints, by a role of this organisation: a person's, or a function's that is in no network of ours. */
  ORGANISATION = 'organisation',
}

/** One line of the access matrix: this role may do this to this class of data, by this door. All that is not listed is denied. */
export interface AccessRow {
  /** The role's short name, e.g. `train`. */
  readonly role: string;
  /** The role's ARN. */
  readonly principal: string;
  readonly action: DataAction;
  readonly dataClass: DataClass;
  /** The part of the class it concerns, e.g. `datasets/`; empty for all of it. */
  readonly prefix: string;
  readonly door: Door;
}

/** Key of the template metadata that carries the matrix, so that an outsider can hold the templates against it. */
export const ACCESS_MATRIX_METADATA = 'Rampart::AccessMatrix';
