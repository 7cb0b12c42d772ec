/** What happens between learners and staff. */
import { z } from 'zod';
import { defineEvent } from '../../platform/jobs/index.js';

/** A learner asked something, and nothing of theirs was waiting. */
export const questionAsked = defineEvent('learning.asked', z.object({ enrolment: z.uuid() }));
