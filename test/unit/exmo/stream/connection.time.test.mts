import { live, names, SECOND, sent } from './machine.mts';

const HOUR = 3600 * SECOND;

describe('woken an hour late, as by a process that stood still,', () => {
	test('a live connection that is woken late asks before it gives up, and stays when it is answered', () => {
		const machine = live();
		machine.now = machine.connection.wakeAt + HOUR;
		expect(sent(machine.wake())).toMatchObject([{ method: 'subscribe' }]);
		machine.refuse(201016, 'already subscribed');
		expect(machine.connection.isLive).toBe(true);
		expect(machine.connection.wakeAt).toBe(machine.now + 20 * SECOND);
	});

	test('a waiting connection that is woken late reconnects once', () => {
		const machine = live();
		machine.close();
		machine.now = machine.connection.wakeAt + HOUR;
		expect(names(machine.wake())).toEqual(['connect']);
		expect(machine.wake()).toEqual([]);
	});

	test('a connection that is woken past its 24 hours is renewed once', () => {
		const machine = live();
		machine.now += 30 * HOUR;
		expect(names(machine.wake())).toEqual(['lost', 'connect']);
		expect(machine.wake()).toEqual([]);
	});
});

test('a connection that is woken too early does nothing and still knows when', () => {
	const machine = live();
	machine.close();
	const { wakeAt } = machine.connection;
	machine.now = wakeAt - 0.25;
	expect(machine.wake()).toEqual([]);
	expect(machine.connection.wakeAt).toBe(wakeAt);
});

test('a machine that slept: its monotonic clock stood still, so nothing is overdue; silence then is', () => {
	const machine = live();
	machine.say('update', { topic: 'spot/trades:BTC_USD', data: [] });
	expect(machine.wake()).toEqual([]);
	machine.sleep(); // the connection died meanwhile: nobody answers
	expect(names(machine.sleep())).toEqual(['close', 'lost']);
	expect(names(machine.sleep())).toEqual(['connect']);
});
