import fc from 'fast-check';
import { failure, Machine, names, sent } from './machine.mts';

const TOPICS = ['spot/trades:BTC_USD', 'spot/trades:ETH_USD'];
const SECOND = 1000;
const HOUR = 3600 * SECOND;

const live = (topics = TOPICS, needsLogin = false) => {
	const machine = new Machine(topics, needsLogin);
	machine.start();
	machine.goLive();
	return machine;
};

describe('up', () => {
	test('public: connect, wait for the greeting, subscribe to everything, live', () => {
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

	test('private: log in first; the nonce keeps its digits', () => {
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
		expect(names(machine.say('logged_in', { id: 1 }))).toEqual(['signedOver', 'send']);
		expect(names(machine.say('subscribed', { topic: 'spot/orders' }))).toEqual(['live']);
	});

	test('data comes through, whenever it comes', () => {
		const machine = new Machine(TOPICS);
		machine.start();
		machine.open();
		machine.greet();
		const more = { topic: TOPICS[0], data: [{ trade_id: 1 }] };
		expect(names(machine.say('update', more))).toEqual(['emit']);
	});

	test('what is not understood is left alone', () => {
		const machine = live();
		for (const text of ['', 'nonsense', '[]', 'null', '7', '{"event":"news"}']) {
			expect(machine.raw(text)).toEqual([]);
		}
	});
});

describe('refused for good', () => {
	const subscribing = (topics: string[]) => {
		const machine = new Machine(topics);
		machine.start();
		machine.open();
		machine.greet();
		return machine;
	};

	test('an unknown pair, named by its topic', () => {
		const actions = subscribing(TOPICS).refuse(201030, 'pair is not exists, pair: "ETH_USD"');
		expect(names(actions)).toEqual(['close', 'fail']);
		expect(failure(actions)).toBe('EXMO refused the subscription to spot/trades:ETH_USD');
	});

	test('an unknown topic', () => {
		const actions = subscribing(['spot/nope']).refuse(
			201012,
			'"spot/nope" is not an api supported topic name',
		);
		expect(failure(actions)).toBe('EXMO refused the subscription to spot/nope');
	});

	test('margin/wallet is tried by its other name, once', () => {
		const machine = subscribing(['margin/wallet']);
		const again = machine.refuse(201012, '"margin/wallet" is not an api supported topic name');
		expect(sent(again)).toEqual([{ id: 2, method: 'subscribe', topics: ['margin/wallets'] }]);
		expect(failure(machine.refuse(201012, '"margin/wallets" is not ...'))).toContain(
			'margin/wallets',
		);
	});

	test("a login: by REST codes, or by EXMO's words", () => {
		const loggingIn = () => {
			const machine = new Machine(['spot/orders'], true);
			machine.start();
			machine.open();
			machine.greet();
			machine.sign();
			return machine;
		};
		const known = loggingIn().refuse(40017, 'Wrong API Key');
		expect(names(known)).toEqual(['signedOver', 'close', 'fail']);
		expect(failure(known)).toBe('EXMO refused the login: EXMO does not know this API key');
		expect(failure(loggingIn().refuse(201099, 'go away'))).toContain('go away');
	});

	test('five connections in a row that are closed right after the login', () => {
		const machine = new Machine(['spot/orders'], true);
		machine.start();
		const closings = Array.from({ length: 5 }, (_, turn) => {
			machine.open();
			machine.greet();
			machine.sign();
			const actions = machine.close();
			if (turn < 4) machine.sleep();
			return actions;
		});
		expect(closings.slice(0, 4).map(failure).join('')).toBe('');
		expect(failure(closings[4])).toContain('5 times right after the login');
	});

	test('after that nothing happens any more', () => {
		const machine = subscribing(TOPICS);
		machine.refuse(201030, 'pair is not exists, pair: "ETH_USD"');
		expect(machine.connection.wakeAt).toBe(Infinity);
		expect([...machine.close(), ...machine.greet(), ...machine.stop()]).toEqual([]);
	});
});

describe('refused for now', () => {
	test.each([
		[40009, 'The nonce parameter is less or equal than what was used before "17"'],
		[40016, 'Maintenance work in progress'],
		[40034, 'Access is denied, rate limit is exceeded'],
	])('a login with %s is tried again', (code, text) => {
		const machine = new Machine(['spot/orders'], true);
		machine.start();
		machine.open();
		machine.greet();
		machine.sign();
		const actions = machine.refuse(code, text);
		expect(names(actions)).toEqual(['signedOver', 'close', 'lost']);
		expect(names(machine.sleep())).toEqual(['connect']);
	});

	test('no turn for the login: again; a key that cannot sign: not again', () => {
		const signing = () => {
			const machine = new Machine(['spot/orders'], true);
			machine.start();
			machine.open();
			machine.greet();
			return machine;
		};
		expect(names(signing().notSign('rateLimit'))).toEqual(['close', 'lost']);
		expect(names(signing().notSign('credential'))).toEqual(['close', 'fail']);
	});

	test('a login without an answer gives its turn back after 8 seconds', () => {
		const machine = new Machine(['spot/orders'], true);
		machine.start();
		machine.open();
		machine.greet();
		machine.now += SECOND;
		const began = machine.now;
		machine.sign();
		expect(names(machine.sleep())).toEqual(['signedOver', 'close', 'lost']);
		expect(machine.now - began).toBe(8 * SECOND);
	});

	test('a login that comes too late gives its turn back', () => {
		const machine = new Machine(['spot/orders'], true);
		machine.start();
		machine.open();
		machine.greet();
		machine.close();
		expect(names(machine.sign())).toEqual(['signedOver']);
	});
});

describe('down, and up again', () => {
	test.each([
		['a close', (machine: Machine) => machine.close()],
		[
			'maintenance in the close frame',
			(machine: Machine) =>
				machine.close('{"ts":1,"event":"info","code":2,"message":"maintenance in progress"}'),
		],
		['maintenance in a message', (machine: Machine) => machine.say('info', { code: 2 })],
	])('%s: again after a pause; then events may have been missed', (_, end) => {
		const machine = live();
		expect(names(end(machine))).toEqual(['close', 'lost']);
		expect(machine.connection.wakeAt - machine.now).toBe(750);
		expect(names(machine.sleep())).toEqual(['connect']);
		expect(machine.goLive().at(-1)).toEqual({ do: 'live', missed: true });
	});

	test('a socket that never opens, and a server that never answers', () => {
		const machine = new Machine(TOPICS);
		machine.start();
		expect(names(machine.sleep())).toEqual(['close', 'lost']);
		machine.sleep();
		machine.open();
		machine.greet();
		expect(names(machine.sleep())).toEqual(['close', 'lost']);
	});

	test('pauses double up to a minute, and never end', () => {
		const machine = new Machine(TOPICS, false, () => 1);
		machine.start();
		const pauses = Array.from({ length: 12 }, () => {
			machine.close();
			const pause = machine.connection.wakeAt - machine.now;
			machine.sleep();
			return pause / SECOND;
		});
		expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60, 60]);
	});

	test('a good connection makes the next pause short; a brief one only so far', () => {
		const machine = new Machine(TOPICS, false, () => 1);
		machine.start();
		for (let turn = 0; turn < 8; turn++) {
			machine.close();
			machine.sleep();
		}
		const pauseAfter = (ms: number) => {
			machine.goLive();
			machine.now += ms;
			machine.close();
			const pause = machine.connection.wakeAt - machine.now;
			machine.sleep();
			return pause / SECOND;
		};
		expect([pauseAfter(100), pauseAfter(2000), pauseAfter(100)]).toEqual([4, 1, 2]);
	});

	test('jitter: never less than half of the pause', () => {
		fc.assert(
			fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (chance) => {
				const machine = new Machine(TOPICS, false, () => chance);
				machine.start();
				machine.close();
				const pause = machine.connection.wakeAt - machine.now;
				return pause >= 500 && pause <= 1000;
			}),
		);
	});
});

describe('silence', () => {
	test('after 20 quiet seconds it asks for what must be answered', () => {
		const machine = live();
		machine.now += 15 * SECOND;
		machine.say('update', { topic: TOPICS[0], data: [] });
		expect(machine.connection.wakeAt).toBe(machine.now + 20 * SECOND);
		expect(sent(machine.sleep())).toEqual([{ id: 2, method: 'subscribe', topics: [TOPICS[0]] }]);
	});

	test('an answer, whichever: all is well; none within 10 seconds: dead', () => {
		const machine = live();
		machine.sleep();
		machine.now += SECOND;
		expect(machine.refuse(201016, `subscription to ${TOPICS[0]} topic already exists`)).toEqual([]);
		expect(machine.connection.isLive).toBe(true);
		const asked = (machine.sleep(), machine.now);
		expect(names(machine.sleep())).toEqual(['close', 'lost']);
		expect(machine.now - asked).toBe(10 * SECOND);
	});

	test('a new connection before the 24 hours are over, without a pause', () => {
		const machine = live();
		const began = machine.now;
		while (machine.connection.isLive && machine.now - began < 25 * HOUR) {
			if (sent(machine.sleep()).length > 0) machine.refuse(201016, 'topic already exists');
		}
		expect((machine.now - began) / HOUR).toBeCloseTo(23.25);
		expect(names(machine.log.slice(-2))).toEqual(['lost', 'connect']);
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

	test('one socket at a time, every turn for a login given back, and stop is the end', () => {
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
						if (action.do === 'signedOver' && logins > 0) logins -= 1;
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
