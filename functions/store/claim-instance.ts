import type { Pool } from 'pg';

export type ClaimOutcome = 'claimed' | 'demonstration-mismatch' | 'keys-mismatch';

/**
 * Writes on the first start what this database is — for demonstration or for real, and made with which keys —
 * and compares on every later one. Nothing changes on a mismatch; the host says what to do.
 */
export async function claimInstance(
  pool: Pool,
  isDemonstration: boolean,
  keyFingerprint: string,
): Promise<ClaimOutcome> {
  await pool.query(
    'insert into instance (is_demonstration, key_fingerprint) values ($1, $2) on conflict (id) do nothing',
    [isDemonstration, keyFingerprint],
  );
  const { rows } = await pool.query<{ is_demonstration: boolean; key_fingerprint: string }>(
    'select is_demonstration, key_fingerprint from instance',
  );
  if (rows[0]?.is_demonstration !== isDemonstration) return 'demonstration-mismatch';
  return rows[0].key_fingerprint === keyFingerprint ? 'claimed' : 'keys-mismatch';
}
