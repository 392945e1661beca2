import { churn } from './load/churn.ts';
import { sfuCost } from './load/sfu-cost.ts';
import { soak } from './load/soak.ts';
import { networkAccuracy } from './net/network-accuracy.ts';
import type { Benchmark } from './report/benchmark.ts';

/** All of them, in the order in which they run. */
export const benchmarks: readonly Benchmark[] = [networkAccuracy, sfuCost, churn, soak];
