import { keepCompiledCode } from './compiled-code.ts';

// Before anything else is loaded; that is why the work itself is loaded here and not imported above.
keepCompiledCode();
const { runWorker } = await import('./run-worker.ts');
process.exit(await runWorker());
