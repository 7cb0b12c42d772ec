/** A question to try the guide with: what a nurse on a ward might answer. Nobody in particular. */
import { GuideQuestion } from '../schema.js';

export const EXAMPLE: GuideQuestion = GuideQuestion.parse({
  goals: {
    now: { occupation: 'Registered nurse' },
    next: { text: 'lead antimicrobial stewardship and infection control on my ward' },
  },
  budget: { payer: 'self', limit: { value: 100 }, includes: ['certificate'] },
  time: { hoursPerWeek: { value: 5 }, mode: { value: ['online'], hard: true } },
  recognition: { earns: { value: ['certificate'] } },
  reviews: { rating: { value: 4 }, matters: ['useful'] },
  order: ['goals', 'time', 'budget'],
});
