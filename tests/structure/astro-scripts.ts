import { posix } from 'node:path';
import tseslint from 'typescript-eslint';
import { Linter } from 'eslint';
import ts from 'typescript';
import { embeddedCode } from './astro-source.ts';
import { projectRoot } from './project-files.ts';
import type { SourceFile } from './project-files.ts';

const rules: Linter.RulesRecord = {
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
};

/**
 * Lints the <script> blocks of .astro files with types, which the ESLint plugin cannot: each block becomes a file
 * that exists in memory only, beside its component, so that its relative imports resolve.
 */
export function astroScriptViolations(files: readonly SourceFile[], root = projectRoot): string[] {
  const blocks = new Map(
    files.flatMap(({ path, text }) =>
      embeddedCode(text)
        .filter(({ kind }) => kind === 'script')
        .map((block, index) => [posix.join(root, `${path}.${index}.ts`), { path, ...block }] as const),
    ),
  );
  const program = programOf(new Map([...blocks].map(([path, { code }]) => [path, code])));
  const linter = new Linter({ cwd: root });
  return [...blocks].flatMap(([virtual, { path, code, line }]) =>
    linter
      .verify(
        code,
        [
          {
            files: ['**/*.ts'],
            plugins: {
              '@typescript-eslint': tseslint.plugin as unknown as NonNullable<
                Linter.Config['plugins']
              >[string],
            },
            languageOptions: {
              parser: tseslint.parser as Linter.Parser,
              parserOptions: { programs: [program] },
            },
            rules,
          },
        ],
        virtual,
      )
      .map((message) => `${path}:${line + message.line} ${message.ruleId ?? ''} ${message.message}`.trim()),
  );
}

function programOf(virtual: ReadonlyMap<string, string>): ts.Program {
  const config = ts.getParsedCommandLineOfConfigFile(
    `${projectRoot}tsconfig.json`,
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
      },
    },
  );
  const options = config?.options ?? {};
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => virtual.has(path) || fileExists(path);
  host.readFile = (path) => virtual.get(path) ?? readFile(path);
  host.getSourceFile = (path, ...rest) => {
    const code = virtual.get(path);
    return code === undefined ? getSourceFile(path, ...rest) : ts.createSourceFile(path, code, rest[0], true);
  };
  return ts.createProgram({ rootNames: [...virtual.keys()], options, host });
}
