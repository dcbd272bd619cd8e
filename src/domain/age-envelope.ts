/**
 * An age file for one X25519 recipient, seen from outside. The server never opens one, but takes none that nobody could
 * open, and none whose length tells something about what is inside.
 */
const HEADER =
  /^age-encryption\.org\/v1\n-> X25519 [A-Za-z\d+/]{43}\n[A-Za-z\d+/]{43}\n--- [A-Za-z\d+/]{43}\n/;
const LONGEST_HEADER = 200;
const NONCE_BYTES = 16;
const TAG_BYTES = 16;
const CHUNK_BYTES = 64 * 1024;

/** Every identity is padded with spaces to this: the length of a ciphertext must not tell that of a name. */
export const IDENTITY_BYTES = 1024;

/** How many bytes are sealed in it; null when it is no such file. */
export function agePlainBytes(bytes: Uint8Array): number | null {
  const header = HEADER.exec(String.fromCharCode(...bytes.subarray(0, LONGEST_HEADER)))?.[0];
  if (header === undefined) return null;
  const sealed = bytes.length - header.length - NONCE_BYTES;
  const chunks = Math.max(1, Math.ceil(sealed / (CHUNK_BYTES + TAG_BYTES)));
  const inLast = sealed - (chunks - 1) * (CHUNK_BYTES + TAG_BYTES) - TAG_BYTES;
  // Only an empty file has an empty last chunk.
  if (inLast < 0 || (inLast === 0 && chunks > 1)) return null;
  return (chunks - 1) * CHUNK_BYTES + inLast;
}
