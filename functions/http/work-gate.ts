import { hkdfSync, randomInt } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { z } from 'zod';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { addressBuckets } from './rate-limit.ts';

/** An ALTCHA challenge (version 2): what the browser has to work out. */
export interface WorkChallenge {
  parameters: Record<string, unknown>;
  signature?: string;
}

export interface WorkGate {
  /** Counts one thing done by this address and lets it pass, when nothing is asked or what was asked is done. */
  admit(address: string, work: string): Promise<Result<null>>;
  challenge(address: string): Promise<WorkChallenge>;
}

export interface WorkGateOptions {
  /** What the work is for; no other place takes it. */
  path: string;
  masterKey: Uint8Array;
  now(): number;
  /** So many in ten minutes are free: a village behind one address after an explosion. */
  freeInWindow?: number;
  /** Only tests ask for less. */
  smallestWork?: number;
}

const WINDOW_SECONDS = 600;
const FREE_IN_WINDOW = 20;
/** Each further so many double the work. */
const STEP = 10;
const DOUBLINGS = 6;
/** Tries of the smallest challenge: a fifth of a second on a cheap phone; the largest takes it a quarter of a minute. */
const SMALLEST_WORK = 100;
/** PBKDF2 rounds of one try: one call into the browser's own code, so a home-made client is not much faster. */
const ROUNDS = 1000;
const VALID_MS = 10 * 60_000;
const MAX_PAYLOAD = 8192;

const payloadShape = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      nonce: z.string().max(100),
      data: z.object({ path: z.string(), until: z.number(), size: z.number() }),
    }),
    signature: z.string().max(200),
  }),
  solution: z.looseObject({ counter: z.number(), derivedKey: z.string().max(200) }),
});

/**
 * Proof of work in place of a lock: a carrier's NAT shares one address among thousands, so pressure from an address
 * makes filing dearer for it and never impossible. Signed, good for one use within ten minutes and for one path;
 * what was used is remembered by this process.
 */
export function createWorkGate(options: WorkGateOptions): WorkGate {
  const { path, now, freeInWindow = FREE_IN_WINDOW, smallestWork = SMALLEST_WORK } = options;
  const counted = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: WINDOW_SECONDS });
  const bucketOf = addressBuckets(now);
  const used = new Map<string, number>();
  const secret = (purpose: string): string =>
    Buffer.from(hkdfSync('sha256', options.masterKey, '', `anlan work ${purpose}`, 32)).toString('hex');
  const secrets = { hmacSignatureSecret: secret('challenge'), hmacKeySignatureSecret: secret('key') };

  /** Tries asked of this address now; 0: none. */
  async function asked(address: string): Promise<number> {
    const done = (await counted.get(bucketOf(address)))?.consumedPoints ?? 0;
    if (done < freeInWindow) return 0;
    return smallestWork * 2 ** Math.min(DOUBLINGS, Math.floor((done - freeInWindow) / STEP));
  }

  async function challenge(address: string): Promise<WorkChallenge> {
    const { createChallenge, deriveKey } = await library();
    const size = Math.max(smallestWork, await asked(address));
    const made = await createChallenge({
      algorithm: 'PBKDF2/SHA-256',
      cost: ROUNDS,
      // Known beforehand, so that nobody is unlucky: at least half of the work, at most all of it.
      counter: randomInt(Math.ceil(size / 2), size + 1),
      deriveKey,
      data: { path, until: now() + VALID_MS, size },
      ...secrets,
    });
    return made as unknown as WorkChallenge;
  }

  async function isDone(work: string, atLeast: number): Promise<'done' | 'refused' | 'too-little'> {
    const payload = readPayload(work);
    if (payload === null) return 'refused';
    const { nonce, data } = payload.challenge.parameters;
    if (data.path !== path || data.until < now() || used.has(nonce)) return 'refused';
    const { verifySolution, deriveKey } = await library();
    const { challenge, solution } = payload;
    const { verified } = await verifySolution({
      challenge: challenge as never,
      solution,
      deriveKey,
      ...secrets,
    });
    if (!verified || used.has(nonce)) return 'refused';
    used.set(nonce, data.until);
    for (const [old, until] of used) if (until < now()) used.delete(old);
    // Challenges laid in while they were cheap do not pay for a flood; one step behind is nobody's fault.
    return data.size * 2 < atLeast ? 'too-little' : 'done';
  }

  return {
    challenge,
    async admit(address, work) {
      const size = await asked(address);
      if (size > 0 || work !== '') {
        const outcome = work === '' ? 'too-little' : await isDone(work, size);
        if (outcome === 'refused') return failed('work-refused', 'work');
        if (outcome === 'too-little') return failed('work-needed', 'work');
      }
      await counted.consume(bucketOf(address));
      return ok(null);
    },
  };
}

/** Loaded when it is first needed: most servers never ask. */
async function library() {
  const [{ createChallenge, verifySolution }, { deriveKey }] = await Promise.all([
    import('altcha-lib'),
    import('altcha-lib/algorithms/pbkdf2'),
  ]);
  return { createChallenge, verifySolution, deriveKey };
}

function readPayload(work: string): z.infer<typeof payloadShape> | null {
  if (work.length > MAX_PAYLOAD) return null;
  try {
    const read = payloadShape.safeParse(JSON.parse(Buffer.from(work, 'base64').toString()));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
