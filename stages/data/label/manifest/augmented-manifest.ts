/** One line of Amazon SageMaker Ground Truth's augmented manifest for text classification. */
export interface ManifestEntry {
  /** The text itself, or where it lies, as an S3 address. */
  readonly source: { readonly kind: 'text'; readonly text: string } | { readonly kind: 'ref'; readonly uri: string };
  /** Undefined for an item without a label: an input manifest. */
  readonly label?: {
    /** The class's place in the list of classes. */
    readonly value: number;
    readonly className: string;
    /** 0 to 1. Ground Truth writes 0 where it has none. */
    readonly confidence: number;
    readonly humanAnnotated: boolean;
    /** ISO 8601, as it stands in the file. */
    readonly creationDate: string;
    readonly jobName: string;
  };
  /** All other properties: Ground Truth passes them on unchanged, and so do we. */
  readonly other: Readonly<Record<string, unknown>>;
}

/** What the label's property is called, and what its metadata has to be. */
export interface ManifestFormat {
  /** Ground Truth's label attribute name, e.g. `spam`; its metadata is `spam-metadata`. */
  readonly labelAttribute: string;
  /** Class names in the order of their numbers. */
  readonly classes: readonly string[];
}

/** What Ground Truth calls the task. */
export const TEXT_CLASSIFICATION = 'groundtruth/text-classification';
/** Ground Truth's own limit for an attribute name; a name that ends in -metadata or -ref has another meaning there. */
export const LABEL_ATTRIBUTE = /^(?!.*-(?:metadata|ref)$)[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,126}$/;
