/** Parts of the package that are used here by themselves. It has types of them, which are found by newer ways to resolve modules than ours only. */
declare module 'hyparquet-writer/src/datapage.js' {
  import type { ByteWriter } from 'hyparquet-writer';
  import type { PageHeader } from 'hyparquet/src/types.js';
  export function writePageHeader(writer: ByteWriter, header: PageHeader): void;
}
declare module 'hyparquet-writer/src/metadata.js' {
  import type { FileMetaData } from 'hyparquet';
  import type { ByteWriter } from 'hyparquet-writer';
  export function writeMetadata(writer: ByteWriter, metadata: Omit<FileMetaData, 'metadata_length'>): void;
}
declare module 'hyparquet-writer/src/snappy.js' {
  export function snappyCompress(bytes: Uint8Array): Uint8Array;
}
