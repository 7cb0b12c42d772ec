/**
 * A course as it is being written: like its content, but a video may still lack its file, a quiz its questions and an assignment its
 * rubric. What is there is whole: a question or a criterion is kept once it can be asked.
 */
import { z } from 'zod';
import {
  ArticleStep,
  AssignmentStep,
  CourseContent,
  Criterion,
  DiscussionStep,
  QuizStep,
  SessionStep,
  VideoStep,
  Week,
} from './content.js';
import { Item } from './items.js';
import { Key, MediaRef } from './words.js';

const DraftDraw = z.union([
  z.object({ items: z.array(Item).max(100) }),
  z.object({ bank: Key, count: z.number().int().min(1).max(100) }),
]);
export type DraftDraw = z.infer<typeof DraftDraw>;
const DraftQuiz = QuizStep.extend({ draws: z.array(DraftDraw).max(20).default([]) });
export type DraftQuiz = z.infer<typeof DraftQuiz>;
const DraftAssignment = AssignmentStep.extend({ rubric: z.array(Criterion).max(20).default([]) });
export type DraftAssignment = z.infer<typeof DraftAssignment>;

export const DraftStep = z.discriminatedUnion('type', [
  ArticleStep,
  VideoStep.extend({ video: MediaRef.optional() }),
  DraftQuiz,
  DraftAssignment,
  DiscussionStep,
  SessionStep,
]);
export type DraftStep = z.infer<typeof DraftStep>;
const DraftWeek = Week.extend({ steps: z.array(DraftStep).max(60) });
export type DraftWeek = z.infer<typeof DraftWeek>;
export const DraftContent = CourseContent.extend({ weeks: z.array(DraftWeek).max(14).default([]) });
export type DraftContent = z.infer<typeof DraftContent>;
