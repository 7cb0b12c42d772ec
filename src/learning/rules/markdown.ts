/**
 * Markdown of a course → HTML that may stand on a page: CommonMark with tables and struck words. HTML in it is shown as text, a link leads
 * to http, https, mailto, a page of this site or a file of the course, and a picture is a file of the course.
 */
import MarkdownIt, { type Token } from 'markdown-it';

/** `media`: the address of a file of the course by its name, such as `ward-round.png`. */
export type DrawnWith = { media: (name: string) => string };
export type Picture = { address: string; alt: string };

/** Headings of a step stand below the step's own title (h2). */
const TOP_HEADING = 3;
const MEDIA = /^media:([a-z0-9][a-z0-9._-]{0,99})$/;
const LINKS = /^(?:https?:\/\/[^\s/]|mailto:[^\s@]+@[^\s@]+$|\/(?![/\\]))/i;
const OUTWARD = /^https?:/i;

const markdown = new MarkdownIt({ html: false });
markdown.validateLink = (address) => LINKS.test(address) || MEDIA.test(address);
markdown.core.ruler.push('headings', ({ tokens }) => nestHeadings(tokens));
markdown.renderer.rules.link_open = (tokens, index, options, env, renderer) => {
  const link = tokens[index]!;
  const address = String(link.attrGet('href'));
  const name = mediaName(address);
  if (name !== null) link.attrSet('href', (env as DrawnWith).media(name));
  if (OUTWARD.test(address)) link.attrSet('rel', 'nofollow noopener');
  return renderer.renderToken(tokens, index, options);
};
markdown.renderer.rules.image = (tokens, index, options, env, renderer) => {
  const picture = tokens[index]!;
  const alt = renderer.renderInlineAsText(picture.children ?? [], options, env);
  const name = mediaName(String(picture.attrGet('src')));
  if (name === null) return markdown.utils.escapeHtml(alt);
  const src = markdown.utils.escapeHtml((env as DrawnWith).media(name));
  return `<img src="${src}" alt="${markdown.utils.escapeHtml(alt)}" loading="lazy">`;
};
markdown.renderer.rules.table_open = (tokens, index) =>
  `<section class="scroll" tabindex="0" aria-label="${markdown.utils.escapeHtml(tableName(tokens, index))}"><table>\n`;
markdown.renderer.rules.table_close = () => '</table></section>\n';
markdown.renderer.rules.fence = (tokens, index) => drawCode(tokens[index]!.content);
markdown.renderer.rules.code_block = (tokens, index) => drawCode(tokens[index]!.content);

/** Safe HTML, in a time that grows with the text. No ids and no script are in it; its headings begin at h3 and skip none. */
export function drawMarkdown(text: string, parts: DrawnWith): string {
  return markdown.render(text, { media: parts.media });
}

/** The files of the course that a text names: its pictures, with what stands for them, and what it links to. */
export function mediaOf(text: string): { pictures: Picture[]; links: string[] } {
  const inline = markdown.parse(text, {}).flatMap(({ children }) => children ?? []);
  const pictures = inline
    .filter(({ type }) => type === 'image')
    .map((token) => ({ address: String(token.attrGet('src')), alt: altOf(token) }));
  const links = inline
    .filter(({ type }) => type === 'link_open')
    .map((token) => String(token.attrGet('href')))
    .filter((address) => MEDIA.test(address));
  return { pictures, links };
}

/** The name of a file of the course in `media:NAME`; null: it is no such address. */
export function mediaName(address: string): string | null {
  return MEDIA.exec(address)?.[1] ?? null;
}

function altOf(token: Token): string {
  return markdown.renderer.renderInlineAsText(token.children ?? [], markdown.options, {}).trim();
}

/** A heading is one below the nearest that it stands under, however its author numbered them. */
function nestHeadings(tokens: readonly Token[]): void {
  const above: number[] = [];
  for (const token of tokens) {
    if (token.type === 'heading_open') {
      const level = Number(token.tag.slice(1));
      while (above.length > 0 && above.at(-1)! >= level) above.pop();
      above.push(level);
    }
    if (token.type === 'heading_open' || token.type === 'heading_close')
      token.tag = `h${Math.min(6, TOP_HEADING - 1 + above.length)}`;
  }
}

/** A box that scrolls is reached by keyboard, so it needs a name: what its head says. */
function tableName(tokens: readonly Token[], index: number): string {
  const end = tokens.findIndex(({ type }, at) => at > index && type === 'thead_close');
  const heads = tokens.slice(index, end).filter(({ type }) => type === 'inline');
  return `Table: ${heads.map(({ content }) => content).join(', ')}`.slice(0, 200);
}

function drawCode(text: string): string {
  return `<pre tabindex="0"><code>${markdown.utils.escapeHtml(text)}</code></pre>\n`;
}
