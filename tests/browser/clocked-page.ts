export * from '../../src/browser/ageing.ts';
export { serverClock } from '../../src/browser/server-clock.ts';
