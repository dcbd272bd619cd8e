import { openWith } from '../../browser/custodian-age.ts';
import { fetchSealed, type Said } from '../../browser/custodian-server.ts';
import type { CustodyView, SealedEntry } from '../../domain/custodian-desk.ts';
import type { KeyRing } from '../../domain/custodian-key.ts';

/** The newest of a kind: what the reporter sent last. */
export const newestItem = (view: CustodyView, kind: SealedEntry['kind']): SealedEntry | undefined =>
  view.items.findLast((item) => item.kind === kind);

/** Fetches ciphertext, which is logged, and opens it here. */
export async function openItem(
  view: CustodyView,
  item: SealedEntry | undefined,
  ring: KeyRing,
  reason = '',
): Promise<Said<Uint8Array>> {
  if (item === undefined) return { ok: false, message: '这件举报没有这样的密封材料。' };
  if (!ring.keys.some(({ id }) => id === item.keyId))
    return { ok: false, message: `这件是用另一把密钥（${item.keyId}）密封的，请打开那把密钥的文件。` };
  const sealed = await fetchSealed('POST', `cases/${view.id}/open`, { sequence: item.sequence, reason });
  if (!sealed.ok) return sealed;
  const plain = await openWith(
    ring.keys.map(({ secret }) => secret),
    sealed.value,
  );
  return plain === null
    ? { ok: false, message: '密文打不开：不是用这把密钥密封的，或者已经损坏。' }
    : { ok: true, value: plain };
}
