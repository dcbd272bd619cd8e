import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

/** One answer as it crossed the wire. */
export interface WireAnswer {
  url: string;
  status: number;
  headers: IncomingHttpHeaders;
  /** Bytes of the body as sent: compressed when the server compresses. */
  bodyBytes: number;
  /** The same with the status line and headers: what a slow link carries. */
  wireBytes: number;
  text: string;
}

/** GET as a phone's browser over HTTPS would (it takes Brotli), without following redirects. */
export function getOnWire(url: string, headers: Record<string, string> = {}): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { 'accept-encoding': 'br, gzip', ...headers } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const body = Buffer.concat(parts);
        const head = `HTTP/1.1 ${response.statusCode ?? 0} ${response.statusMessage ?? ''}\r\n`;
        const lines = response.rawHeaders.reduce((sum, text) => sum + text.length + 2, 0);
        resolve({
          url,
          status: response.statusCode ?? 0,
          headers: response.headers,
          bodyBytes: body.length,
          wireBytes: head.length + lines + 2 + body.length,
          text: decoded(body, response.headers['content-encoding']).toString('utf8'),
        });
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}

function decoded(body: Buffer, encoding: string | undefined): Buffer {
  if (body.length === 0) return body;
  if (encoding === 'br') return brotliDecompressSync(body);
  return encoding === 'gzip' ? gunzipSync(body) : body;
}
