import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { plainJpeg } from '../http/photo-fixtures.ts';

/** A PNG of one grey pixel with more chunks before its data. */
export function pngWith(...chunks: readonly [type: string, data: Buffer][]): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    ...chunks.map(([type, data]) => chunk(type, data)),
    chunk('IDAT', deflateSync(Buffer.from([0, 128]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Sixty megabytes of nothing in sixty kilobytes, where a decoder would unpack it to read a text or a profile. */
export function pngTextBomb(): Buffer {
  const packed = deflateSync(Buffer.alloc(60 * 1024 * 1024));
  return pngWith(
    ['iCCP', Buffer.concat([Buffer.from('p\0\0', 'latin1'), packed])],
    ['zTXt', Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), packed])],
  );
}

export async function animatedWebp(frames: number): Promise<Buffer> {
  const raw = Buffer.from(Array.from({ length: frames * 8 * 8 * 3 }, (_, at) => (at * 7) & 255));
  return sharp(raw, { raw: { width: 8, height: 8 * frames, channels: 3, pageHeight: 8 } })
    .webp({ effort: 0 })
    .toBuffer();
}

/** A photo and then something else in one file: opens as either, by whoever looks. */
export async function polyglot(tail: string): Promise<Buffer> {
  return Buffer.concat([await plainJpeg(64, 48), Buffer.from(tail, 'latin1')]);
}

export const NOT_PHOTOS: Readonly<Record<string, Buffer>> = {
  exe: Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff', 'latin1'),
  elf: Buffer.from('\x7fELF\x02\x01\x01\0'),
  docx: Buffer.from('PK\x03\x04\x14\0\x06\0word/document.xml', 'latin1'),
  mkv: Buffer.from('\x1aE\xdf\xa3\x01\0\0\0\0\0\0\x1fB\x86\x81\x01', 'latin1'),
  mp4: Buffer.from(
    '\0\0\0\x18ftypisom\0\0\x02\0isomiso2\0\0\0\x40moov\0\0\0\x30udta\xa9xyz\0\x12\x15\xc7+46.2123+082.9987/',
    'latin1',
  ),
  quicktime: Buffer.from('\0\0\0\x14ftypqt  \0\0\0\0qt  com.apple.quicktime.location.ISO6709', 'latin1'),
  mp3: Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1'),
  wav: Buffer.from('RIFF\x24\0\0\0WAVEfmt ', 'latin1'),
  m4a: Buffer.from('\0\0\0\x18ftypM4A \0\0\0\0', 'latin1'),
  eicar: Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')),
  tiff: Buffer.from('II*\0\x08\0\0\0', 'latin1'),
  bmp: Buffer.from('BM\x46\0\0\0', 'latin1'),
};
