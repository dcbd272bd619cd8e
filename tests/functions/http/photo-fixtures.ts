import { crc32 } from 'node:zlib';
import sharp from 'sharp';

/** Planted where phones and editors leave traces; none may be found in anything that was stored. */
export const MARKERS = [
  'MARKER-EXIF-ARTIST',
  'MARKER-XMP-PACKET',
  'MARKER-ICC-PROFILE',
  'MARKER-COMMENT',
  'MARKER-IPTC-CAPTION',
  'MARKER-THUMBNAIL',
  'MARKER-TRAILER',
] as const;

function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** Pixels without metadata: red on the left, blue on the right, so that turning it can be seen. */
export async function plainJpeg(widthPx = 320, heightPx = 200): Promise<Buffer> {
  const half = await sharp({
    create: { width: widthPx >> 1, height: heightPx, channels: 3, background: '#d00' },
  })
    .png()
    .toBuffer();
  return sharp({ create: { width: widthPx, height: heightPx, channels: 3, background: '#00d' } })
    .composite([{ input: half, left: 0, top: 0 }])
    .jpeg()
    .toBuffer();
}

/** A JPEG as a phone and two editors would leave it: Exif with GPS and orientation 6, XMP, ICC, IPTC, comment, trailer. */
export async function tracedJpeg(): Promise<Buffer> {
  const exif = await sharp(await plainJpeg())
    .withExif({
      IFD0: { Artist: MARKERS[0], Make: 'MARKER-EXIF-ARTIST' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '46/1 12/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '82/1 58/1 0/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const traces = Buffer.concat([
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${MARKERS[1]}</x:xmpmeta>`)),
    segment(0xe2, Buffer.from(`ICC_PROFILE\0\x01\x01${MARKERS[2]}`, 'latin1')),
    segment(0xed, Buffer.from(`Photoshop 3.0\0${MARKERS[4]}`)),
    segment(0xfe, Buffer.from(MARKERS[3])),
    segment(0xe0, Buffer.from(`JFXX\0\x10${MARKERS[5]}`)),
  ]);
  const trailer = Buffer.from(`PK\x03\x04ftypmp42${MARKERS[6]}`);
  return Buffer.concat([exif.subarray(0, 2), traces, exif.subarray(2), trailer]);
}

/** A PNG whose header promises `widthPx` × `heightPx` one-bit pixels and whose data is nearly nothing. */
export function pngBomb(widthPx: number, heightPx: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header[8] = 1;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', Buffer.alloc(20)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export const notPhotos = {
  empty: Buffer.alloc(0),
  noise: Buffer.from('这不是照片'.repeat(50)),
  svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  svgWithProlog: Buffer.from('\ufeff<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'),
  pdf: Buffer.from('%PDF-1.7\n1 0 obj'),
  zip: Buffer.from('PK\x03\x04word/document.xml'),
  gif: Buffer.from('GIF89a\x01\x00\x01\x00'),
  heic: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'),
  mp4: Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0isommp42'),
  jpegHeadOnly: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 1, 2, 3]),
};
