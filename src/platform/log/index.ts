/**
 * The log: one line an event, for the people who run Cairn. It never holds what a person typed, where they came from or
 * who they are: a request is its method, its route, its status and its id.
 */
import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

export type LogOptions = {
  level?: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Standard output for a server, standard error (`2`) for a command whose output is data. */
  to?: 1 | 2 | DestinationStream;
};

/** Opens the log: JSON lines, or short plain lines where a person is watching on a terminal. */
export function openLog({ level = 'info', to = 1 }: LogOptions = {}): Log {
  if (typeof to !== 'number') return pino(options(level), to);
  const stream = to === 1 ? process.stdout : process.stderr;
  if (stream.isTTY) return pino(options(level), { write: (line: string) => void stream.write(plainLine(line)) });
  return pino(options(level), pino.destination({ dest: to, sync: true }));
}

/** A log that says nothing. */
export const silentLog: Log = pino({ level: 'silent' });

function options(level: string) {
  return {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: ['password', 'secret', 'token', 'email', '*.password', '*.secret', '*.token', '*.email'],
      censor: '[hidden]',
    },
    serializers: { err: shownError },
  };
}

/**
 * An error's kind, code, words and place. What databases and mail servers add of their own (`detail`, `rejected`) quotes rows
 * and receivers, so it stays out, and mail addresses are taken out of the words.
 */
function shownError(error: Error): Record<string, unknown> {
  const { type, message, stack } = pino.stdSerializers.err(error);
  const code = 'code' in error ? error.code : undefined;
  return { type, message: withoutAddresses(message), stack: withoutAddresses(stack), code };
}

/** A text with the mail addresses in it taken out. */
export function withoutAddresses<T extends string | undefined>(text: T): T {
  return text?.replace(/[\w.+'’-]+@[\w-]+(\.[\w-]+)+/gu, '[address]') as T;
}

/** `14:03:07 warn  the message  key=value`: what is worth reading at a terminal. */
function plainLine(line: string): string {
  const { level, time, msg, err, ...rest } = JSON.parse(line) as Record<string, unknown>;
  const clock = String(time).slice(11, 19);
  const facts = Object.entries(rest).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const stack = err && typeof err === 'object' && 'stack' in err ? `\n${String(err.stack)}` : '';
  return `${[clock, String(level).padEnd(5), msg ?? '', ...facts].join(' ')}${stack}\n`;
}
