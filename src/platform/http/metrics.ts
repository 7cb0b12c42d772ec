/** Figures for Prometheus in its text format: few, of our own, without a library. */
import type { App } from './app.js';

export type Metrics = {
  /** A figure that is read when asked for: connections in use, courses in the index. */
  gauge(name: string, help: string, read: () => number): void;
  /** A number that only grows; labels tell its parts apart. */
  count(name: string, help: string, labels?: Record<string, string>): void;
  /** The text that `/metrics` answers. */
  text(): string;
};

/** Upper bounds in seconds: around the 50 ms that a page may take. */
const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

type Histogram = { buckets: number[]; sum: number; count: number };

export function createMetrics(): Metrics & {
  observe(route: string, method: string, status: number, seconds: number): void;
} {
  const gauges = new Map<string, { help: string; read: () => number }>();
  const counters = new Map<string, { help: string; values: Map<string, number> }>();
  const durations = new Map<string, Histogram>();
  const count: Metrics['count'] = (name, help, labels = {}) => {
    const counter = counters.get(name) ?? { help, values: new Map<string, number>() };
    counters.set(name, counter);
    const key = written(labels);
    counter.values.set(key, (counter.values.get(key) ?? 0) + 1);
  };
  return {
    gauge: (name, help, read) => void gauges.set(name, { help, read }),
    count,
    observe(route, method, status, seconds) {
      count('cairn_requests_total', 'Requests answered', { method, route, status: String(status) });
      const key = written({ method, route });
      const histogram = durations.get(key) ?? { buckets: BOUNDS.map(() => 0), sum: 0, count: 0 };
      durations.set(key, histogram);
      const index = BOUNDS.findIndex((bound) => seconds <= bound);
      if (index >= 0) histogram.buckets[index] = (histogram.buckets[index] ?? 0) + 1;
      histogram.sum += seconds;
      histogram.count += 1;
    },
    text: () => `${[...countersText(counters), ...durationsText(durations), ...gaugesText(gauges)].join('\n')}\n`,
  };
}

export function recordRequests(app: App, metrics: ReturnType<typeof createMetrics>): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.config?.label ?? request.routeOptions.url ?? '(none)';
    metrics.observe(route, request.method, reply.statusCode, reply.elapsedTime / 1000);
    request.log.info(
      { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10 },
      'answered',
    );
  });
  metrics.gauge('cairn_heap_bytes', 'Memory held by JavaScript', () => process.memoryUsage().heapUsed);
  metrics.gauge('cairn_resident_bytes', 'Memory held by the process', () => process.memoryUsage.rss());
  metrics.gauge('cairn_uptime_seconds', 'Seconds since the process started', () => process.uptime());
}

function* countersText(counters: Map<string, { help: string; values: Map<string, number> }>): Iterable<string> {
  for (const [name, { help, values }] of counters) {
    yield `# HELP ${name} ${help}\n# TYPE ${name} counter`;
    for (const [labels, value] of values) yield `${name}${labels} ${value}`;
  }
}

function* durationsText(durations: Map<string, Histogram>): Iterable<string> {
  const name = 'cairn_request_duration_seconds';
  if (durations.size > 0) yield `# HELP ${name} Time to answer\n# TYPE ${name} histogram`;
  for (const [labels, { buckets, sum, count }] of durations) {
    const inner = labels.slice(1, -1);
    let total = 0;
    for (const [index, bound] of BOUNDS.entries()) {
      total += buckets[index] ?? 0;
      yield `${name}_bucket{${inner},le="${bound}"} ${total}`;
    }
    yield `${name}_bucket{${inner},le="+Inf"} ${count}\n${name}_sum${labels} ${sum}\n${name}_count${labels} ${count}`;
  }
}

function* gaugesText(gauges: Map<string, { help: string; read: () => number }>): Iterable<string> {
  for (const [name, { help, read }] of gauges) yield `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${read()}`;
}

/** `{method="GET",route="/"}`; nothing without labels. */
function written(labels: Record<string, string>): string {
  const parts = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.replace(/[\\"\n]/g, (char) => (char === '\n' ? '\\n' : `\\${char}`))}"`,
  );
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}
