import jsdoc from 'eslint-plugin-jsdoc'
import { defineConfig, globalIgnores } from 'eslint/config'
import ts from 'typescript-eslint'

export default defineConfig(
  globalIgnores(['.next/**', '.publish/**', 'out/**', 'out-*/**', 'next-env.d.ts']),
  {
    files: ['**/*.{ts,tsx}'],
    extends: [ts.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Numbers in messages are plain; objects are not.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `return report(…)` ends a function that reports, and says so best in one line.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // A spread string is cut into code points, which is what glyphs and name characters are.
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // An interface's async method may have nothing to wait for in one of its implementations.
      '@typescript-eslint/require-await': 'off',
      'max-lines': ['error', { max: 320, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['lib/**/*.{ts,tsx}'],
    plugins: { jsdoc },
    rules: {
      'jsdoc/check-alignment': 'error',
      'jsdoc/check-param-names': 'error',
      'jsdoc/no-types': 'error',
    },
  },
  {
    // Millions of characters pass here; every place is below the length of its array by construction.
    files: ['lib/search/grams.ts', 'lib/search/levels.ts', 'lib/search/postings.ts', 'lib/search/regions.ts', 'lib/search/shardsWriter.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['tests/**/*.ts'],
    rules: {
      // A missing element fails the test with a stack; no need to say so twice.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // What an independent parser hands back is of no known type; that is what is being tried.
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      'max-lines-per-function': 'off',
      'max-lines': 'off',
    },
  },
)
