/**
 * What stands inside the page of a step, by its type. The page draws the frame (title, body, reflection, notes, the way on); a panel draws
 * what is done in the step. Panels are registered in `routes/player/panels.ts`.
 */
import type { ComponentChild } from 'preact';
import type { Actor, PersonActor } from '../../../accounts/index.js';
import type { Place } from '../../actions/learner.js';
import type { LearningRoutes } from '../../actions/parts.js';
import type { Overview } from '../../actions/player/overview.js';
import type { Step } from '../../schema/index.js';
import type { StepProgress } from '../../schema/progress.js';

export type StepView = {
  place: Place;
  step: Step;
  /** As it was before this view; null: it is opened for the first time. */
  progress: StepProgress | null;
  person: PersonActor;
  /** Whether they have letters of what is written under it. */
  following: boolean;
};
/** The query of the page's address, as it came: `?fault=…` after an act that was refused. */
export type StepQuery = Readonly<Record<string, string | undefined>>;

export type StepPanel = (parts: LearningRoutes, view: StepView, query: StepQuery) => Promise<ComponentChild>;

export type CourseView = { overview: Overview; actor: Actor };
export type CoursePanel = (parts: LearningRoutes, view: CourseView, query: StepQuery) => Promise<ComponentChild>;
