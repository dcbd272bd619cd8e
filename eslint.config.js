import astro from 'eslint-plugin-astro';
import tseslint from 'typescript-eslint';

const typed = ['**/*.ts', '**/*.tsx', '**/*.astro'];
const tsconfigRootDir = import.meta.dirname;
// Every parse must name the same extra extensions, else TypeScript reloads its programs for each file.
const extraFileExtensions = ['.astro'];

export default tseslint.config(
  { ignores: ['dist/', 'dist-demo/', '.astro/', '.contentlayer/', '.data*/', 'tests/structure/fixtures/'] },
  ...tseslint.configs.recommended,
  ...astro.configs['flat/recommended'],
  {
    files: ['**/*.ts', '**/*.tsx'],
    ignores: ['**/*.astro/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir, extraFileExtensions } },
  },
  {
    files: ['**/*.astro'],
    // Frontmatter only: the plugin's processor hands <script> blocks over without types, so no typed rule could see
    // them. tests/structure/astro-scripts.ts lints those blocks with these same rules and with types.
    processor: 'astro/astro',
    languageOptions: {
      parserOptions: { parser: tseslint.parser, project: true, tsconfigRootDir, extraFileExtensions },
    },
  },
  {
    files: typed,
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/await-thenable': 'error',
      // `typeof import('x')` is allowed: declaration files have no other way, and it imports nothing at run time.
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
);
