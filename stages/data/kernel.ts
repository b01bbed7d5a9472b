/** Memory of a WebAssembly module, in pages of 64 KiB. A new buffer stands for it each time that it grows. */
export type Memory = WebAssembly.Memory;

const PAGE = 65_536;
const compiled = new Map<string, WebAssembly.Module>();

/**
 * A new instance of a kernel, with memory of its own. Its module is compiled once.
 *
 * @param module in base64, as `npm run kernels` assembles it
 */
export function kernelOf<Kernel>(module: string): Kernel {
  let known = compiled.get(module);
  if (known === undefined) {
    known = new WebAssembly.Module(Buffer.from(module, 'base64'));
    compiled.set(module, known);
  }
  return new WebAssembly.Instance(known).exports as Kernel;
}

/** Makes a memory at least so large, in bytes, where it is not. What it held stays. */
export function growTo(memory: Memory, bytes: number): Memory {
  const lacking = bytes - memory.buffer.byteLength;
  if (lacking > 0) memory.grow(Math.ceil(lacking / PAGE));
  return memory;
}
