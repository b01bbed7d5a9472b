interface Tag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** The tags that a person gave. CloudFormation adds its own under `aws:`. */
export function tagsOf(tags: readonly Tag[] | undefined): readonly Tag[] {
  return (tags ?? []).filter(({ Key = '' }) => !Key.startsWith('aws:')).map(({ Key, Value }) => ({ Key, Value }));
}
