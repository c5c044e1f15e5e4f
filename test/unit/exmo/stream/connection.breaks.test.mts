import fc from 'fast-check';
import { live, Machine, names, SECOND, sent, TOPICS } from './machine.mts';

const HOUR = 3600 * SECOND;

describe('a connection that breaks', () => {
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

	test('a socket that never opens and a server that never answers are tried again', () => {
		const machine = new Machine(TOPICS);
		machine.start();
		expect(names(machine.sleep())).toEqual(['close', 'lost']);
		machine.sleep();
		machine.open();
		machine.greet();
		expect(names(machine.sleep())).toEqual(['close', 'lost']);
	});

	test('pauses between tries double up to a minute, and never end', () => {
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

	test('a book out of step is a new connection, after longer pauses where it happens again soon', () => {
		const machine = new Machine(TOPICS, false, () => 1);
		machine.start();
		const renewedAfter = (ms: number) => {
			machine.goLive();
			machine.now += ms;
			expect(names(machine.connection.renew('out of step', machine.now))).toEqual([
				'close',
				'lost',
			]);
			const pause = machine.connection.wakeAt - machine.now;
			machine.sleep();
			return pause / SECOND;
		};
		const pauses = [10, 10, 10, 10, 3600, 10].map((seconds) => renewedAfter(seconds * SECOND));
		expect(pauses).toEqual([1, 2, 4, 8, 1, 2]);
		expect(machine.connection.renew('out of step', machine.now)).toEqual([]);
	});

	test('jitter takes at most half of a pause', () => {
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

describe('a silent connection', () => {
	test('20 quiet seconds make the connection ask for what must be answered', () => {
		const machine = live();
		machine.now += 15 * SECOND;
		machine.say('update', { topic: TOPICS[0], data: [] });
		expect(machine.connection.wakeAt).toBe(machine.now + 20 * SECOND);
		expect(sent(machine.sleep())).toEqual([{ id: 2, method: 'subscribe', topics: [TOPICS[0]] }]);
	});

	test('any answer keeps a quiet connection; none within 10 seconds ends it', () => {
		const machine = live();
		machine.sleep();
		machine.now += SECOND;
		expect(machine.refuse(201016, `subscription to ${TOPICS[0]} topic already exists`)).toEqual([]);
		expect(machine.connection.isLive).toBe(true);
		const asked = (machine.sleep(), machine.now);
		expect(names(machine.sleep())).toEqual(['close', 'lost']);
		expect(machine.now - asked).toBe(10 * SECOND);
	});

	test('a connection is renewed before its 24 hours are over, without a pause', () => {
		const machine = live();
		const began = machine.now;
		while (machine.connection.isLive && machine.now - began < 25 * HOUR) {
			if (sent(machine.sleep()).length > 0) machine.refuse(201016, 'topic already exists');
		}
		expect((machine.now - began) / HOUR).toBeCloseTo(23.25);
		expect(names(machine.log.slice(-2))).toEqual(['lost', 'connect']);
	});
});
