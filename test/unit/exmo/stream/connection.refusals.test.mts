import type { Action } from '../../../../exmo/stream/connection/action.ts';
import { failure, Machine, names, SECOND, sent, TOPICS } from './machine.mts';

describe('refused for good', () => {
	const subscribing = (topics: string[]) => {
		const machine = new Machine(topics);
		machine.start();
		machine.open();
		machine.greet();
		return machine;
	};

	test('an unknown pair is refused for good, and named by its topic', () => {
		const actions = subscribing(TOPICS).refuse(201030, 'pair is not exists, pair: "ETH_USD"');
		expect(names(actions)).toEqual(['close', 'fail']);
		expect(failure(actions)).toBe('EXMO refused the subscription to spot/trades:ETH_USD');
	});

	test('an unknown topic is refused for good', () => {
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

	test.each([
		['margin/wallet', 'margin/wallets'],
		['margin/wallets', 'margin/wallet'],
	])('%s is subscribed also when %s is acknowledged', (asked, acknowledged) => {
		const machine = subscribing([asked]);
		expect(names(machine.say('subscribed', { id: 1, topic: acknowledged }))).toEqual(['live']);
		const other = subscribing([asked]);
		const text = `subscription to ${acknowledged} topic already exists`;
		expect(names(other.refuse(201016, text))).toEqual(['live']);
	});

	test('a login is refused for good by the codes of REST', () => {
		const loggingIn = () => {
			const machine = new Machine(['spot/orders'], true);
			machine.start();
			machine.open();
			machine.greet();
			machine.sign();
			return machine;
		};
		const known = loggingIn().refuse(40017, 'Wrong API Key');
		expect(names(known)).toEqual(['releaseSlot', 'close', 'fail']);
		expect(failure(known)).toBe('EXMO refused the login: EXMO does not know this API key');
	});

	test('nothing happens any more after a refusal for good', () => {
		const machine = subscribing(TOPICS);
		machine.refuse(201030, 'pair is not exists, pair: "ETH_USD"');
		expect(machine.connection.wakeAt).toBe(Infinity);
		expect([...machine.close(), ...machine.greet(), ...machine.stop()]).toEqual([]);
	});
});

/** Why the connection was given up. */
const loss = (actions: readonly Action[]): string =>
	actions.flatMap((action) => (action.do === 'lost' ? [action.reason] : [])).join();

describe('refused for now', () => {
	test('a close right after the login is an outage, however often, not the end', () => {
		const machine = new Machine(['spot/orders'], true);
		machine.start();
		for (let turn = 0; turn < 50; turn++) {
			machine.open();
			machine.greet();
			machine.sign();
			const actions = machine.close();
			expect(names(actions)).toEqual(['releaseSlot', 'close', 'lost']);
			expect(loss(actions)).toBe('closed right after the login, without a reason');
			machine.sleep();
		}
	});

	test("a refusal that nobody can explain is an outage, with EXMO's words", () => {
		const machine = new Machine(['spot/orders'], true);
		machine.start();
		machine.open();
		machine.greet();
		machine.sign();
		expect(loss(machine.refuse(201099, 'go away'))).toContain('go away');
		machine.sleep();
		machine.goLive();
		expect(machine.connection.isLive).toBe(true);

		const other = new Machine(TOPICS);
		other.start();
		other.open();
		other.greet();
		const actions = other.refuse(201099, 'internal trouble');
		expect(names(actions)).toEqual(['close', 'lost']);
		expect(loss(actions)).toContain('201099: internal trouble');
	});

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
		expect(names(actions)).toEqual(['releaseSlot', 'close', 'lost']);
		expect(names(machine.sleep())).toEqual(['connect']);
	});

	test('a login without a slot is tried again, a key that cannot sign is not', () => {
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

	test('a login without an answer releases its slot after 8 seconds', () => {
		const machine = new Machine(['spot/orders'], true);
		machine.start();
		machine.open();
		machine.greet();
		machine.now += SECOND;
		const began = machine.now;
		machine.sign();
		expect(names(machine.sleep())).toEqual(['releaseSlot', 'close', 'lost']);
		expect(machine.now - began).toBe(8 * SECOND);
	});

	test('a login that comes too late releases its slot', () => {
		const machine = new Machine(['spot/orders'], true);
		machine.start();
		machine.open();
		machine.greet();
		machine.close();
		expect(names(machine.sign())).toEqual(['releaseSlot']);
	});
});
