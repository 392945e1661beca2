import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Every metric that the server publishes at `/metrics`; labels never carry ids, names or addresses. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'parley_' });
  return {
    registry,
    ...httpMetrics([registry]),
    ...realtimeMetrics([registry]),
    ...engagementMetrics([registry]),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;

function httpMetrics(registers: Registry[]) {
  return {
    httpRequestSeconds: new Histogram({
      name: 'parley_http_request_seconds',
      help: 'Time to answer an HTTP request, by route pattern and status.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    signIns: new Counter({
      name: 'parley_sign_ins_total',
      help: 'Attempts to sign in.',
      labelNames: ['outcome'],
      registers,
    }),
    refusals: new Counter({
      name: 'parley_refusals_total',
      help: 'Requests and realtime messages refused, by problem code.',
      labelNames: ['wire', 'code'],
      registers,
    }),
    busFailures: new Counter({
      name: 'parley_bus_handler_failures_total',
      help: 'Handlers of the bus that threw.',
      labelNames: ['topic'],
      registers,
    }),
    jobs: new Counter({
      name: 'parley_jobs_total',
      help: 'Attempts at background jobs, by queue and outcome.',
      labelNames: ['queue', 'outcome'],
      registers,
    }),
  };
}

function realtimeMetrics(registers: Registry[]) {
  return {
    realtimeConnections: new Gauge({
      name: 'parley_realtime_connections',
      help: 'Open realtime connections.',
      labelNames: ['role'],
      registers,
    }),
    realtimeMessages: new Counter({
      name: 'parley_realtime_messages_total',
      help: 'Realtime messages received, by type and outcome.',
      labelNames: ['type', 'outcome'],
      registers,
    }),
    realtimeClosed: new Counter({
      name: 'parley_realtime_closed_total',
      help: 'Realtime connections closed, by close code.',
      labelNames: ['code'],
      registers,
    }),
    laneDropped: new Counter({
      name: 'parley_lane_dropped_total',
      help: 'Messages of the lossy lane replaced by newer ones before a slow reader took them.',
      registers,
    }),
  };
}

function engagementMetrics(registers: Registry[]) {
  return {
    engagementEvents: new Counter({
      name: 'parley_engagement_events_total',
      help: 'Events appended to engagements.',
      labelNames: ['type'],
      registers,
    }),
    engagementsEnded: new Counter({
      name: 'parley_engagements_ended_total',
      help: 'Engagements that ended, by reason.',
      labelNames: ['reason'],
      registers,
    }),
    engagements: new Gauge({
      name: 'parley_engagements',
      help: 'Engagements not ended, by phase.',
      labelNames: ['phase'],
      registers,
    }),
    answerSeconds: new Histogram({
      name: 'parley_answer_seconds',
      help: 'Time from the request of an engagement to its answer.',
      buckets: [1, 2, 5, 10, 20, 40, 60, 120, 300, 600],
      registers,
    }),
  };
}

/**
 * Adds the media engine's own totals, read anew for each scrape. `figures` resolves to totals by name; while it fails,
 * the last known ones stand.
 */
export function exposeMediaFigures(
  { registry }: Metrics,
  figures: () => Promise<Readonly<Record<string, number>>>,
): void {
  const media = new Gauge({
    name: 'parley_media',
    help: 'Totals of the media engine over all of its processes, by name.',
    labelNames: ['figure'],
    registers: [],
    async collect() {
      for (const [figure, value] of Object.entries(await figures().catch(() => ({})))) {
        this.set({ figure }, value);
      }
    },
  });
  registry.registerMetric(media);
}
