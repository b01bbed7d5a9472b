/** What the reader accepts. Beyond a limit the answer is *not evaluated*, never a guess and never a crash. */
export const Limit = {
  /** Bytes of a JSON file: twenty times what CloudFormation accepts. */
  jsonBytes: 32 * 1024 * 1024,
  /** Bytes of a YAML file: what CloudFormation accepts, and what the YAML parser reads in seconds. */
  yamlBytes: 1024 * 1024,
  /** Levels of nesting in a document. */
  nesting: 200,
  /** Values in a document, after YAML's aliases are written out: more than a template of CloudFormation's size can hold. */
  nodes: 1_000_000,
  /** Keys of one map; CloudFormation takes 500 resources. */
  keys: 20_000,
  /** Files a directory or glob may bring in. */
  files: 5_000,
  /** Directory entries a walk looks at. */
  entries: 200_000,
  /** Bytes of all files of one reading. */
  totalBytes: 256 * 1024 * 1024,
  /** Nested stacks or assemblies inside one another. */
  stackDepth: 12,
  /** Steps one resolution may take over all templates, so that small inputs cannot ask for large work. */
  steps: 5_000_000,
  /** How deep evaluation may go: nesting and references that follow one another, together. */
  evaluationDepth: 600,
  /** Characters of a string that intrinsics put together. */
  text: 64 * 1024,
  /** Members of a list that one intrinsic makes. */
  listLength: 10_000,
} as const;
