/** The list of guidance, and one page of it with its comments. */
import { type Discussion, DiscussionPanel } from '../../../discussion/index.js';
import { Crumbs, type Frame, formatDay, Layout, listInWords, Section } from '../../../ui/index.js';
import type { Figures } from '../../schema.js';
import { type Article, GROUPS } from './article.js';

export function GuidancePage({ frame, articles }: { frame: Frame; articles: readonly Article[] }) {
  const days = [...new Set(articles.map(({ checked }) => checked))].sort();
  return (
    <Layout
      frame={frame}
      title="Guidance"
      description="Short answers to what people ask before they choose a short course, and before they trust a certificate."
      canonical="/guidance"
    >
      <div class="wrap page prose-page">
        <h1>Guidance</h1>
        <p class="lede">Short answers to what people ask before they choose a course, or trust a certificate.</p>
        {Object.entries(GROUPS).map(([group, title]) => (
          <Section id={group} title={title}>
            <ul class="rows">
              {articles
                .filter((article) => article.group === group)
                .map(({ slug, title, about }) => (
                  <li>
                    <div>
                      <a href={`/guidance/${slug}`}>{title}</a>
                      <span class="quiet small">{about}</span>
                    </div>
                  </li>
                ))}
            </ul>
          </Section>
        ))}
        <p class="after small quiet">
          Last reviewed {listInWords(days.map(formatDay))}. Each page names what it leans on; below it readers say what
          is wrong or missing.
        </p>
      </div>
    </Layout>
  );
}

type ArticlePageProps = { frame: Frame; article: Article; figures: Figures; discussion: Discussion };

export function ArticlePage({ frame, article, figures, discussion }: ArticlePageProps) {
  const { slug, title, about, lede, checked, sources, Body } = article;
  return (
    <Layout frame={frame} title={title} description={about} canonical={`/guidance/${slug}`}>
      <div class="wrap page prose-page">
        <Crumbs trail={[{ label: 'Guidance', href: '/guidance' }, { label: title }]} />
        <h1>{title}</h1>
        <p class="lede">{lede}</p>
        <div class="prose">
          <Body figures={figures} />
        </div>
        <aside class="prose-sources small quiet" aria-label="Sources">
          <p>
            Last reviewed on <time datetime={checked}>{formatDay(checked)}</time>, in our own words. It leans on:
          </p>
          <ul>
            {sources.map(({ name, href }) => (
              <li>
                {href === undefined ? (
                  name
                ) : (
                  <a href={href} rel="noopener">
                    {name}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </aside>
        <DiscussionPanel
          discussion={discussion}
          invitation="Is something wrong, missing or hard to understand? Tell us and others."
        />
      </div>
    </Layout>
  );
}
