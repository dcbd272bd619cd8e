/** Protocol buffers as far as Google's push wants them: numbers, texts and bytes, in messages of our own making. */

export function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7n) {
    const low = Number(rest & 0x7fn);
    if (rest < 0x80n) return Buffer.from([...bytes, low]);
    bytes.push(low | 0x80);
  }
}

export const number = (field: number, value: number | bigint): Buffer =>
  Buffer.concat([varint(BigInt(field) << 3n), varint(BigInt(value))]);

export const bytes = (field: number, value: string | Buffer): Buffer => {
  const content = Buffer.from(value as string);
  return Buffer.concat([varint((BigInt(field) << 3n) | 2n), varint(BigInt(content.length)), content]);
};

export const fixed64 = (field: number, value: bigint): Buffer => {
  const content = Buffer.alloc(8);
  content.writeBigUInt64LE(value);
  return Buffer.concat([varint((BigInt(field) << 3n) | 1n), content]);
};

/** A number at `offset` and where it ends; null when it is not there whole. */
export function readVarint(buffer: Buffer, offset: number): { value: bigint; end: number } | null {
  let value = 0n;
  for (let at = offset; at < buffer.length; at += 1) {
    const byte = buffer[at] ?? 0;
    value |= BigInt(byte & 0x7f) << BigInt(7 * (at - offset));
    if (byte < 0x80) return { value, end: at + 1 };
  }
  return null;
}

/** What stands on a stream of tag, length and message; the rest is kept for the next bytes. */
export class Frames {
  #buffer = Buffer.alloc(0);

  push(chunk: Buffer): { tag: number; body: Buffer }[] {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    const frames: { tag: number; body: Buffer }[] = [];
    for (;;) {
      const tag = this.#buffer[0];
      const length = readVarint(this.#buffer, 1);
      if (tag === undefined || length === null) return frames;
      const end = length.end + Number(length.value);
      if (this.#buffer.length < end) return frames;
      frames.push({ tag, body: this.#buffer.subarray(length.end, end) });
      this.#buffer = this.#buffer.subarray(end);
    }
  }
}
