import fc from 'fast-check';
import { live, Machine, names, sent, TOPICS } from './machine.mts';

describe('a connection that comes up', () => {
	test('a public connection waits for the greeting, subscribes to everything and is live', () => {
		const machine = new Machine(TOPICS);
		expect(names(machine.start())).toEqual(['connect']);
		expect(machine.open()).toEqual([]);
		const greeted = machine.greet();
		expect(sent(greeted)).toEqual([{ id: 1, method: 'subscribe', topics: TOPICS }]);
		expect(machine.say('subscribed', { topic: TOPICS[0] })).toEqual([]);
		expect(machine.say('subscribed', { topic: TOPICS[1] })).toEqual([
			{ do: 'live', missed: false },
		]);
	});

	test('a private connection logs in first, with all digits of the nonce', () => {
		const machine = new Machine(['spot/orders'], true);
		machine.start();
		machine.open();
		expect(names(machine.greet())).toEqual(['sign']);
		expect(machine.sign()).toEqual([
			{
				do: 'send',
				text: '{"id":1,"method":"login","api_key":"K-1","sign":"c2lnbg==","nonce":1700000000000000001}',
			},
		]);
		expect(names(machine.say('logged_in', { id: 1 }))).toEqual(['releaseSlot', 'send']);
		expect(names(machine.say('subscribed', { topic: 'spot/orders' }))).toEqual(['live']);
	});

	test('data comes through in every phase', () => {
		const machine = new Machine(TOPICS);
		machine.start();
		machine.open();
		machine.greet();
		const more = { topic: TOPICS[0], data: [{ trade_id: 1 }] };
		expect(names(machine.say('update', more))).toEqual(['emit']);
	});

	test('a frame that is not understood changes nothing', () => {
		const machine = live();
		for (const text of ['', 'nonsense', '[]', 'null', '7', '{"event":"news"}']) {
			expect(machine.raw(text)).toEqual([]);
		}
	});
});

describe('whatever happens', () => {
	const events = [
		'open',
		'greet',
		'sign',
		'loggedIn',
		'subscribed',
		'data',
		'close',
		'sleep',
		'again',
	];

	test('whatever happens: one socket at a time, every login slot released, and stop is the end', () => {
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom(...events), { maxLength: 80 }),
				fc.boolean(),
				(story, needsLogin) => {
					const machine = new Machine(['spot/orders'], needsLogin);
					machine.start();
					for (const event of story) {
						if (event === 'open') machine.open();
						else if (event === 'greet') machine.greet();
						else if (event === 'sign') machine.sign();
						else if (event === 'loggedIn') machine.say('logged_in');
						else if (event === 'subscribed') machine.say('subscribed', { topic: 'spot/orders' });
						else if (event === 'data') machine.say('update', { topic: 'spot/orders', data: {} });
						else if (event === 'close') machine.close();
						else if (event === 'again') machine.refuse(201016, 'spot/orders topic already exists');
						else if (machine.connection.wakeAt < Infinity) machine.sleep();
					}
					machine.stop();
					let logins = 0;
					for (const action of machine.log) {
						if (action.do === 'send' && action.text.includes('"login"')) logins += 1;
						if (action.do === 'releaseSlot' && logins > 0) logins -= 1;
					}
					expect(logins).toBe(0);
					expect(machine.connection.wakeAt).toBe(Infinity);
					expect(machine.connection.woke(machine.now + 1e9)).toEqual([]);
					expect(machine.connection.received('{"event":"update"}', machine.now)).toEqual([]);
				},
			),
			{ numRuns: 2000 },
		);
	});
});
