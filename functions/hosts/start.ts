import { keepCompiledCode } from './compiled-code.ts';

// Before anything else is loaded; that is why the work itself is loaded here and not imported above.
keepCompiledCode();
const { runHost } = await import('./run-host.ts');
process.exit(await runHost(process.argv.includes('--dev') ? 'dev' : 'built'));
