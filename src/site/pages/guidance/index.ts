/** All pages of guidance, in the order in which they help. */
import type { Article } from './article.js';
import { besideADegree } from './beside-a-degree.js';
import { checking } from './checking.js';
import { choosing } from './choosing.js';
import { claiming } from './claiming.js';
import { credit } from './credit.js';
import { employers } from './employers.js';
import { leading } from './leading.js';
import { offering } from './offering.js';
import { proof } from './proof.js';
import { recognition } from './recognition.js';
import { whatItIs } from './what-it-is.js';

export { type Article, GROUPS } from './article.js';

export const articles: readonly Article[] = [
  whatItIs,
  besideADegree,
  proof,
  credit,
  choosing,
  leading,
  offering,
  recognition,
  checking,
  employers,
  claiming,
];

export function findArticle(slug: string): Article | null {
  return articles.find((article) => article.slug === slug) ?? null;
}
