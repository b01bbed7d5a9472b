/** The part of the standard interface that is used here: TypeScript has it among the types of a browser only. */
declare namespace WebAssembly {
  class Module {
    public constructor(bytes: Uint8Array);
  }
  class Instance {
    public constructor(module: Module);
    public readonly exports: Readonly<Record<string, unknown>>;
  }
  interface Memory {
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
}
