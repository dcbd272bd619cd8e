/** Work measured beside a floor in the same run: machines are noisy, a ratio is not. */
export interface Measured {
  name: string;
  floor: { name: string; run(): unknown };
  work: { name: string; run(): unknown };
}

const ROUNDS = 15;
const ROUND_MS = 60;

/** Microseconds of one run, over as many runs as fit a round. */
function once(run: () => unknown): number {
  const startedAt = performance.now();
  let runs = 0;
  do {
    run();
    runs += 1;
  } while (performance.now() - startedAt < ROUND_MS);
  return ((performance.now() - startedAt) * 1000) / runs;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Takes turns, floor and work, so that a slow moment of the machine meets both; prints medians and their ratio. */
export function measure({ name, floor, work }: Measured): void {
  once(floor.run);
  once(work.run);
  const rounds = Array.from({ length: ROUNDS }, () => ({ floor: once(floor.run), work: once(work.run) }));
  const ratio = median(rounds.map((round) => round.work / round.floor));
  console.log(name);
  console.log(`  ${floor.name}: ${median(rounds.map((r) => r.floor)).toFixed(0)} µs`);
  console.log(
    `  ${work.name}: ${median(rounds.map((r) => r.work)).toFixed(0)} µs, ratio ${ratio.toFixed(2)}`,
  );
}
