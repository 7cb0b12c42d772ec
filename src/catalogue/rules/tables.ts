/** The fact tables that rules read, from `data/`, once. */
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { projectFile } from '../../platform/files/index.js';

/** A table of `src/catalogue/data/`, checked against its shape. Throws at start where the file is missing or damaged. */
export function readTable<Shape extends z.ZodType>(name: string, shape: Shape): z.infer<Shape> {
  return shape.parse(JSON.parse(readFileSync(projectFile(`src/catalogue/data/${name}`), 'utf8')));
}
