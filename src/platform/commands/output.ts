/** What a command says: results on standard output, remarks and progress on standard error. */
import { type Options, Presets, SingleBar } from 'cli-progress';

export type Output = {
  /** A line of the result for a person; nothing with `--json`. */
  line(text?: string): void;
  /** One object of the result, a line of its own; only with `--json`. */
  object(value: unknown): void;
  /** A remark beside the result, such as a warning. */
  note(text: string): void;
  /** A progress bar, on a terminal only. `total` may be unknown (0) and may be set later. */
  progress(what: string, total?: number): Progress;
};

export type Progress = {
  /** How much is done, and a few words of what is going on. */
  update(done: number, total?: number, words?: string): void;
  stop(): void;
};

export type Streams = { stdout: NodeJS.WritableStream; stderr: NodeJS.WritableStream & { isTTY?: boolean } };

export function openOutput(json: boolean, { stdout, stderr }: Streams): Output {
  return {
    line: (text = '') => {
      if (!json) stdout.write(`${text}\n`);
    },
    object: (value) => {
      if (json) stdout.write(`${JSON.stringify(value)}\n`);
    },
    note: (text) => {
      stderr.write(`${text}\n`);
    },
    progress: (what, total = 0) => (stderr.isTTY ? bar(what, total, stderr) : { update() {}, stop() {} }),
  };
}

function bar(what: string, total: number, stream: NodeJS.WritableStream): Progress {
  const settings: Options = {
    format: `${what} {bar} {percentage}% {words}`,
    stream,
    hideCursor: true,
    clearOnComplete: true,
    fps: 8,
  };
  const drawn = new SingleBar(settings, Presets.shades_classic);
  drawn.start(total, 0, { words: '' });
  return {
    update: (done, newTotal, words) => {
      if (newTotal !== undefined) drawn.setTotal(newTotal);
      drawn.update(done, words === undefined ? {} : { words });
    },
    stop: () => drawn.stop(),
  };
}
