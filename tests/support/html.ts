/** Checkers for pages: valid HTML, and nothing that axe-core objects to. Both say what is wrong and where. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { JSDOM, VirtualConsole } from 'jsdom';
import type { Page } from 'playwright-core';

/** Works its rules out once, not for every page. */
class OneConfig extends StaticConfigLoader {
  #config: ReturnType<StaticConfigLoader['getConfigFor']> | undefined;

  override getConfigFor(...about: Parameters<StaticConfigLoader['getConfigFor']>) {
    this.#config ??= super.getConfigFor(...about);
    return this.#config;
  }
}

const validator = new HtmlValidate(
  new OneConfig({
    extends: ['html-validate:recommended'],
    rules: {
      // Matters of style, which Preact decides: both forms are valid HTML.
      'attr-quotes': 'off',
      'void-style': 'off',
      'attribute-boolean-style': 'off',
      'attribute-empty-style': 'off',
      'doctype-style': 'off',
      'no-trailing-whitespace': 'off',
      'tel-non-breaking': 'off',
      // Custom properties (a stone's credit, a bar's height) are how a figure reaches the stylesheet; the policy allows attributes.
      'no-inline-style': 'off',
      // Titles come from providers and may be long; a search engine cuts them.
      'long-title': 'off',
      // The ticks of a facet share their name; that is what makes them one question.
      'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'reset', 'submit'] }],
    },
  }),
);

/** What html-validate finds wrong: `12:40 no-dup-id: Duplicate ID "q"`. Empty: valid. */
export async function invalidHtml(html: string): Promise<string[]> {
  const report = await validator.validateString(html);
  return report.results.flatMap(({ messages }) =>
    messages.map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId}: ${message}`),
  );
}

/** The text of axe-core. */
export const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Violation = { id: string; help: string; nodes: { target: unknown[]; html: string }[] };
type AxeWindow = {
  axe: { run: (context: unknown, options: unknown) => Promise<{ violations: Violation[] }> };
  eval: (code: string) => void;
};

/** What axe-core finds in a page without a browser: everything but colour and size, which are only there when it is drawn. */
export async function axeInJsdom(html: string, url = 'http://localhost/'): Promise<string[]> {
  const quiet = new VirtualConsole();
  const dom = new JSDOM(html, { url, runScripts: 'outside-only', virtualConsole: quiet, pretendToBeVisual: true });
  try {
    const window = dom.window as unknown as AxeWindow;
    window.eval(AXE);
    const { violations } = await window.axe.run(dom.window.document, {
      resultTypes: ['violations'],
      rules: { 'color-contrast': { enabled: false }, 'target-size': { enabled: false } },
    });
    return inWords(violations);
  } finally {
    dom.window.close();
  }
}

export type AxeAsked = {
  /** These rules alone. */
  only?: readonly string[] | undefined;
  /** All rules but these. */
  but?: readonly string[];
  /** Parts of the page that are looked at elsewhere, as selectors. */
  except?: readonly string[];
};

/**
 * What axe-core finds in a page as a browser draws it. Contrast takes it as long as all else: where nothing is said it is left to the two
 * tests that look at every page (`people-pages`, `journeys/look`) and to the long tests.
 */
export async function axeInBrowser(
  page: Page,
  { only, but = MOSTLY_LEFT, except = [] }: AxeAsked = {},
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  const { violations } = await page.evaluate(
    (asked) =>
      (globalThis as unknown as AxeWindow).axe.run(
        { include: [['html']], exclude: asked.except.map((one) => [one]) },
        {
          resultTypes: ['violations'],
          // Sheets and media of other sites, which no page has.
          preload: false,
          ...(asked.only
            ? { runOnly: { type: 'rule', values: asked.only } }
            : { rules: Object.fromEntries(asked.but.map((rule) => [rule, { enabled: false }])) }),
        },
      ),
    { only: only && [...only], but: [...but], except: [...except] },
  );
  return inWords(violations);
}

const MOSTLY_LEFT: readonly string[] = process.env.CAIRN_SOAK === '1' ? [] : ['color-contrast'];

function inWords(violations: readonly Violation[]): string[] {
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 3).map(({ target, html }) => `${id}: ${help} at ${target.join(' ')} ${html.slice(0, 160)}`),
  );
}
