import { badNetwork } from './browser/bad-network.ts';
import { frameLatency } from './browser/frame-latency.ts';
import { inkPaint } from './browser/ink-paint.ts';
import { narrowNetwork } from './browser/narrow-network.ts';
import { captureCost } from './load/capture-cost.ts';
import { churn } from './load/churn.ts';
import { meetingCost } from './load/meeting-cost.ts';
import { sfuCost } from './load/sfu-cost.ts';
import { soak } from './load/soak.ts';
import { networkAccuracy } from './net/network-accuracy.ts';
import { annotating } from './product/annotating.ts';
import { answering } from './product/answering.ts';
import { comingBack } from './product/coming-back.ts';
import { composing } from './product/composing.ts';
import { freezing } from './product/freezing.ts';
import { sharing } from './product/sharing.ts';
import { storing } from './product/storing.ts';
import { transferring } from './product/transferring.ts';
import { watching } from './product/watching.ts';
import type { Benchmark } from './report/benchmark.ts';

/** All of them, in the order in which they run. */
export const benchmarks: readonly Benchmark[] = [
  networkAccuracy,
  frameLatency,
  badNetwork,
  narrowNetwork,
  inkPaint,
  storing,
  answering,
  transferring,
  comingBack,
  annotating,
  freezing,
  sharing,
  sfuCost,
  meetingCost,
  captureCost,
  composing,
  watching,
  churn,
  soak,
];
