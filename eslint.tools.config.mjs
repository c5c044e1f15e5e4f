// The second ESLint configuration: for the .mts files that run on a developer's machine.
// eslint.config.mjs has to stay as n8n wrote it (strict mode), and forbids what a server or a test
// needs (node:http, timers, process); it does not match .mts.
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
	{ ignores: ['dist', '**/node_modules', 'coverage'] },
	{
		files: ['**/*.mts'],
		extends: [js.configs.recommended, tseslint.configs.recommended],
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			'no-undef': 'off', // TypeScript checks this
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', ignoreRestSiblings: true },
			],
		},
	},
);
