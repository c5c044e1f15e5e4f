import { Overlap } from '../../../../nodes/ExmoTrigger/overlap.ts';

const SECOND = 1000;

/** Polls of one watch, each with a copy of its own of what was saved; saved when it is told to. */
function polls() {
	let now = 0;
	let saved = 1;
	const overlap = new Overlap(() => now);
	return {
		begin(watch = 'one') {
			let turn = saved;
			let finish = () => {};
			const done = new Promise<void>((resolve) => (finish = resolve));
			const result = overlap.exclusively(
				watch,
				() => turn,
				async () => {
					await done;
					turn += 1;
					return 'found';
				},
			);
			return { result, finish, save: () => void (saved = turn) };
		},
		pass: (ms: number) => void (now += ms),
		startAnew: () => void (saved = 0),
	};
}

test('one that begins while another is under way is left to it', async () => {
	const at = polls();
	const first = at.begin();
	const second = at.begin();
	expect(await second.result).toBeNull();
	first.finish();
	expect(await first.result).toBe('found');
});

test('one that begins before what the other remembered was saved, too; the next one polls', async () => {
	const at = polls();
	const first = at.begin();
	first.finish();
	await first.result;
	expect(await at.begin().result).toBeNull();
	first.save();
	const third = at.begin();
	third.finish();
	expect(await third.result).toBe('found');
});

test('what n8n could not save is found once more', async () => {
	const at = polls();
	const first = at.begin();
	first.finish();
	await first.result;
	at.pass(60 * SECOND);
	const next = at.begin();
	next.finish();
	expect(await next.result).toBe('found');
});

test('a first poll is never left out, nor one of another watch', async () => {
	const at = polls();
	const [first, other] = [at.begin(), at.begin('other')];
	at.startAnew();
	const anew = at.begin();
	for (const one of [first, other, anew]) one.finish();
	expect(await Promise.all([first.result, other.result, anew.result])).toEqual([
		'found',
		'found',
		'found',
	]);
});

test('one that fails keeps nobody from looking', async () => {
	const overlap = new Overlap(() => 0);
	const fail = async () => await Promise.reject(new Error('no'));
	await expect(overlap.exclusively('one', () => 1, fail)).rejects.toThrow('no');
	expect(
		await overlap.exclusively(
			'one',
			() => 1,
			async () => 7,
		),
	).toBe(7);
});
