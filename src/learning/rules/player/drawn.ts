/** Markdown of a step as HTML, drawn once for each edition: an edition never changes. */
import type { CourseContent, Step } from '../../schema/index.js';
import { drawMarkdown } from '../markdown.js';

type Drawn = { body: string; transcript: string };
const kept = new WeakMap<Step, Drawn>();

/** `media`: the address of a file of the course by its name; the same for a step for good. */
export function drawStep(step: Step, media: (name: string) => string): Drawn {
  const known = kept.get(step);
  if (known) return known;
  const drawn = {
    body: drawMarkdown(step.body, { media }).trim(),
    transcript: step.type === 'video' ? drawMarkdown(step.transcript, { media }).trim() : '',
  };
  kept.set(step, drawn);
  return drawn;
}

type DrawnCourse = { summary: string; summaries: Record<string, string> };
const courses = new WeakMap<CourseContent, DrawnCourse>();

/** What a course and its weeks say of themselves. */
export function drawCourse(content: CourseContent, media: (name: string) => string): DrawnCourse {
  const known = courses.get(content);
  if (known) return known;
  const drawn = {
    summary: drawMarkdown(content.summary, { media }).trim(),
    summaries: Object.fromEntries(
      content.weeks.map(({ key, summary }) => [key, drawMarkdown(summary, { media }).trim()]),
    ),
  };
  courses.set(content, drawn);
  return drawn;
}
