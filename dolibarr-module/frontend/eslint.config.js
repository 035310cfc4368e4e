// Boundaries of conventions.md, checked: components, lib and locales know no feature, a feature knows no other
// feature, only apps put features together.
import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import { readdirSync } from 'node:fs';
import tseslint from 'typescript-eslint';

const features = readdirSync(new URL('./src/features', import.meta.url));

const forbid = (patterns, message) => ({
    'no-restricted-imports': ['error', { patterns: [{ group: patterns, message }] }],
});

export default tseslint.config(
    { ignores: ['node_modules', 'src/lib/api/schema.d.ts'] },
    js.configs.recommended,
    ...tseslint.configs.strict,
    jsxA11y.flatConfigs.recommended,
    {
        files: ['**/*.{ts,tsx}'],
        plugins: { 'react-hooks': reactHooks },
        rules: {
            'react-hooks/rules-of-hooks': 'error',
            'react-hooks/exhaustive-deps': 'error',
            '@typescript-eslint/consistent-type-imports': 'error',
            'max-lines': ['error', 500],
            'max-lines-per-function': [
                'error',
                { max: 60, skipBlankLines: true, skipComments: true },
            ],
            'no-console': 'error',
            eqeqeq: 'error',
            'jsx-a11y/no-autofocus': 'off',
        },
    },
    {
        files: ['src/{components,lib,locales}/**/*.{ts,tsx}'],
        rules: forbid(
            ['@/features/*', '@/apps/*', '**/features/**'],
            'Shared code knows no feature.',
        ),
    },
    ...features.map((name) => ({
        files: [`src/features/${name}/**/*.{ts,tsx}`],
        rules: forbid(
            [
                '@/apps/*',
                ...features
                    .filter((other) => other !== name)
                    .flatMap((other) => [
                        `@/features/${other}`,
                        `@/features/${other}/*`,
                        `../../${other}/*`,
                    ]),
            ],
            'A feature imports no other feature; apps put them together.',
        ),
    })),
    {
        files: ['src/apps/islands/**/*.ts'],
        rules: forbid(['react', 'react-dom', '@mantine/*', '@/features/*'], 'Islands stay small.'),
    },
    {
        files: ['**/*.{test.ts,test.tsx}', 'src/testing/**'],
        rules: {
            'max-lines-per-function': 'off',
            '@typescript-eslint/no-non-null-assertion': 'off',
        },
    },
    {
        files: ['scripts/**', '*.config.*', 'vite/**'],
        languageOptions: {
            globals: {
                process: 'readonly',
                console: 'readonly',
                URL: 'readonly',
                document: 'readonly',
                window: 'readonly',
                localStorage: 'readonly',
            },
        },
        rules: { 'no-console': 'off' },
    },
);
