/** Every format that can be read, and which of them an input is. */
import type { Format, Sample } from '../schema.js';
import { coursera } from './coursera/index.js';
import { ctdl } from './ctdl/index.js';
import { edx } from './edx/index.js';
import { elm } from './elm/index.js';
import { futurelearn } from './futurelearn/index.js';
import { mappedFormats } from './mapped/index.js';
import { moochub } from './moochub/index.js';
import { schemaOrg } from './schema-org/index.js';
import { udacity } from './udacity/index.js';
import { xcriCap } from './xcri-cap/index.js';

export const formats: readonly Format[] = [
  futurelearn,
  coursera,
  udacity,
  edx,
  xcriCap,
  schemaOrg,
  ctdl,
  elm,
  moochub,
  ...mappedFormats,
];

/** The likeliest format of an input; null when none is at least even likely. */
export function recognise(sample: Sample): { format: Format; confidence: number } | null {
  let best: { format: Format; confidence: number } | null = null;
  for (const format of formats) {
    const confidence = format.recognise(sample);
    if (confidence >= 0.5 && confidence > (best?.confidence ?? 0)) best = { format, confidence };
  }
  return best;
}
