import { PassThrough } from 'node:stream';
import { elapsed, progressOn, runningLine } from '../../../tools/progress.mjs';

describe('a line of progress', () => {
	it.each([
		[400, '0 s'],
		[59_400, '59 s'],
		[60_000, '1:00 min'],
		[3_605_000, '60:05 min'],
	])('writes %d ms as %s', (milliseconds, text) => {
		expect(elapsed(milliseconds)).toBe(text);
	});

	it('shows the title and the time', () => {
		expect(runningLine('Start n8n', 7_000, 80)).toBe('  … Start n8n  7 s');
	});

	// a wrapped line cannot be rewritten: each second would leave a row behind
	it.each([80, 40, 20])(
		'is never wider than a terminal of %d columns, and keeps the time',
		(columns) => {
			const line = runningLine('Install n8n in a folder with a long name (3 GB)', 95_000, columns);
			expect(line.length).toBeLessThan(columns);
			expect(line.endsWith('1:35 min')).toBe(true);
		},
	);
});

describe('progress on a stream', () => {
	const streamOf = (terminal: object) => {
		const written: string[] = [];
		const stream = Object.assign(new PassThrough(), terminal);
		stream.on('data', (text) => written.push(String(text)));
		return { stream: stream as unknown as NodeJS.WriteStream, text: () => written.join('') };
	};

	it('shows a step on a terminal before it has done anything', async () => {
		const { stream, text } = streamOf({ isTTY: true, columns: 80 });
		let before = '';
		await progressOn(stream)('Step', async () => {
			before = text();
		});
		expect(before).toBe('\r\x1b[K  … Step  0 s');
		expect(text()).toBe(`${before}\r\x1b[K  ✓ Step  0 s\n`);
	});

	it('marks a step that did not succeed, and passes its error on', async () => {
		const { stream, text } = streamOf({});
		const work = () => Promise.reject(new Error('no'));
		await expect(progressOn(stream)('Step', work)).rejects.toThrow('no');
		expect(text()).toBe('  ✗ Step  0 s\n');
	});
});
