import { setImmediate } from 'node:timers/promises';
import { busContract } from '../../test/bus-contract.ts';
import { createLocalBus } from './local-bus.ts';
import { createLog } from './log.ts';

busContract('in one process', () => {
  const failures: string[] = [];
  const bus = createLocalBus(createLog({ level: 'silent' }), (name) => failures.push(name));
  return { here: bus, there: bus, failures, settled: () => setImmediate() };
});
