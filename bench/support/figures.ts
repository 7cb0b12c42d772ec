/** One measured figure, as every benchmark prints it. */
import { availableParallelism } from 'node:os';

export type Figure = {
  name: string;
  value: number;
  unit: string;
  target: string | null;
  met: boolean | null;
  peer?: { name: string; value: number } | null;
  ratio?: number | null;
  n: number;
};

/** As JSON, one a line, or as a table for people. */
export function print(figures: readonly Figure[], json: boolean): void {
  const cores = availableParallelism();
  for (const figure of figures) {
    const { name, value, unit, target, met, peer = null, ratio = null, n } = figure;
    const row = {
      name,
      value: rounded(value),
      unit,
      target,
      met,
      peer,
      ratio: ratio === null ? null : rounded(ratio),
      n,
      cores,
    };
    if (json) console.log(JSON.stringify(row));
    else
      console.log(
        `${name.padEnd(44)} ${String(row.value).padStart(10)} ${unit.padEnd(8)} ${(target ?? '').padEnd(10)} ${met === null ? '' : met ? 'met' : 'NOT MET'}${peer ? `  ${peer.name}: ${rounded(peer.value)}${ratio ? `, ${rounded(ratio)} times` : ''}` : ''}`,
      );
  }
}

const rounded = (value: number): number => Number(value.toPrecision(4));
