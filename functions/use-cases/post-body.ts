import { z } from 'zod';
import { failed, ok, type Result } from '../../src/domain/problem.ts';

/** What another portal of this kind hands over to its institutions: see functions/channels/webhook.ts. */
const handedOver = z.object({
  type: z.string().max(40),
  data: z.object({
    texts: z.array(z.object({ mouth: z.string().max(40), text: z.string() })).max(500),
  }),
});

/**
 * The CAP document in a post: the body itself, or the CAP text of a hand-over in JSON. Only what its sender calls an
 * alert is looked at: a drill is refused as such, a test is a test.
 */
export function capOfPost(headers: Headers, body: Uint8Array): Result<Uint8Array | 'test'> {
  const type = (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (/^(?:application|text)\/(?:[\w.-]+\+)?xml$/.test(type)) return ok(body);
  if (type !== 'application/json')
    return failed('media-type-unsupported', 'content-type', 'application/cap+xml');
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return failed('json-invalid');
  }
  const parsed = handedOver.safeParse(json);
  if (!parsed.success) return failed('field-invalid', parsed.error.issues[0]?.path.join('.') ?? '');
  const { type: kind, data } = parsed.data;
  if (kind === 'test') return ok('test');
  if (kind.startsWith('notice.')) return failed('message-not-alert', 'type', kind);
  if (!kind.startsWith('alert.')) return failed('status-not-actual', 'type', kind);
  const cap = data.texts.find(({ mouth }) => mouth === 'cap');
  return cap === undefined ? failed('cap-invalid', 'data.texts') : ok(new TextEncoder().encode(cap.text));
}
