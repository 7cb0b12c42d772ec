/** All pages of guidance, in the order in which they help. */
import type { Article } from './article.js';
import { checking } from './checking.js';
import { choosing } from './choosing.js';
import { claiming } from './claiming.js';
import { credit } from './credit.js';
import { recognition } from './recognition.js';
import { whatItIs } from './what-it-is.js';

export type { Article } from './article.js';

export const articles: readonly Article[] = [whatItIs, credit, choosing, recognition, checking, claiming];

export function findArticle(slug: string): Article | null {
  return articles.find((article) => article.slug === slug) ?? null;
}
