/** About 20 MB each: many resources, one long list, one long text, one deep value, one wide map. */
export function large(): string[] {
  const size = 20 * 1024 * 1024;
  const one = (index: number): string =>
    `"R${index}":{"Type":"AWS::S3::Bucket","Properties":{"BucketName":{"Fn::Sub":"b-\${AWS::Region}-${index}"}}}`;
  const wide = (index: number): string =>
    `"R${index}":{"Type":"AWS::S3::Bucket","Properties":{"P":"${'x'.repeat(900)}","BucketName":{"Fn::Sub":"b-\${R${index + 1}}"}}}`;
  const bucket = (value: string): string =>
    `{"Resources":{"A":{"Type":"AWS::S3::Bucket","Properties":{"V":${value}}}}}`;
  return [
    `{"Resources":{${Array.from({ length: Math.floor(size / 90) }, (_, index) => one(index)).join(',')}}}`,
    bucket(`[${'1,'.repeat(size / 2)}1]`),
    bucket(`"${'a'.repeat(size)}"`),
    bucket(`{${Array.from({ length: size / 16 }, (_, index) => `"k${index}":[]`).join(',')}}`),
    bucket('['.repeat(size)),
    // As much as is read at all: wide, long and full of references, one step below each limit.
    `{"Resources":{${Array.from({ length: 19_000 }, (_, index) => wide(index)).join(',')}}}`,
    bucket(`[${'{"Ref":"A"},'.repeat(450_000)}1]`),
    bucket(`[${'{"Ref":"A"},'.repeat(size / 12)}1]`),
    bucket(`{"Fn::Sub":"${'${AWS::Region}'.repeat(size / 14)}"}`),
    `Resources:\n${'  A: {Type: X}\n'.repeat(size / 16)}`,
    `{"Resources":{${Array.from({ length: size / 24 }, (_, index) => `"R${index}":{"Type":1}`).join(',')}}}`,
    '\u0000'.repeat(size),
  ];
}
