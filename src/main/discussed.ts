/** Everything that can be discussed, by the beginning of its subjects: each feature above discussion gives its kinds. */
import { developmentKinds } from '../catalogue/index.js';
import type { SubjectKinds } from '../discussion/index.js';
import { decisionKinds } from '../guide/index.js';
import { learningKinds } from '../learning/index.js';
import { reviewKinds } from '../reviews/index.js';
import { guidanceKinds } from '../site/index.js';

export const discussed: SubjectKinds = {
  ...developmentKinds,
  ...learningKinds,
  ...reviewKinds,
  ...guidanceKinds,
  ...decisionKinds,
};
