/** A text's code units, copied once into a typed array that is used again for the next text. */
export class Units {
  /** At least `length` units; the one after the last is 0. */
  public data = new Uint16Array(1 << 14);
  public length = 0;
  private bytes = Buffer.from(this.data.buffer);

  public load(text: string): void {
    const { length } = text;
    if (this.data.length <= length) {
      this.data = new Uint16Array(2 ** Math.ceil(Math.log2(length + 2)));
      this.bytes = Buffer.from(this.data.buffer);
    }
    this.bytes.write(text, 0, 'utf16le');
    this.length = length;
    this.data[length] = 0;
  }
}
