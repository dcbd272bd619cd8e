import { solveChallenge } from 'altcha-lib';
import { deriveKey as deriveByPbkdf2 } from 'altcha-lib/algorithms/web/pbkdf2';
import { deriveKey as deriveBySha } from 'altcha-lib/algorithms/web/sha';
import type { Challenge } from 'altcha-lib/types';
import type { WorkAnswer } from './report-work.ts';

/** Three minutes: a slow phone under the heaviest challenge. */
const PATIENCE_MS = 180_000;

const answer = (message: WorkAnswer): void => self.postMessage(message);

self.onmessage = ({ data: challenge }: MessageEvent<Challenge>): void => {
  const isPbkdf2 = challenge.parameters.algorithm.startsWith('PBKDF2/');
  solveChallenge({
    challenge,
    deriveKey: isPbkdf2 ? deriveByPbkdf2 : deriveBySha,
    timeout: PATIENCE_MS,
  }).then(
    (solution) => answer({ solution }),
    (error: unknown) => answer({ failed: String(error) }),
  );
};
