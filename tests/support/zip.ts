import { inflateRawSync } from 'node:zlib';

/** The files of a small ZIP archive (an XLSX is one), by name, as text. */
export function unzipped(archive: Uint8Array): ReadonlyMap<string, string> {
  const bytes = Buffer.from(archive);
  const files = new Map<string, string>();
  // Every record of the central directory begins so; sizes there are always filled in.
  for (let at = bytes.indexOf('PK\x01\x02'); at !== -1; at = bytes.indexOf('PK\x01\x02', at + 4)) {
    const [nameLength, size, start] = [
      bytes.readUInt16LE(at + 28),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 42),
    ];
    const data = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const packed = bytes.subarray(data, data + size);
    const isPacked = bytes.readUInt16LE(at + 10) === 8;
    const name = bytes.subarray(at + 46, at + 46 + nameLength).toString();
    files.set(name, (isPacked ? inflateRawSync(packed) : packed).toString());
  }
  return files;
}
