#!/usr/bin/env node
import { keepCompiledCode } from '../hosts/compiled-code.ts';

// Before anything else is loaded; that is why the command line is loaded here and not imported above.
keepCompiledCode();
const { runCommandLine } = await import('./command-line.ts');
process.exitCode = await runCommandLine(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
});
