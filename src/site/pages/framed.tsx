/** The site's frame in the shapes that the platform asks for: errors, and its own page on the API. */
import type { ErrorPage as ErrorPageOf, PageFrame } from '../../platform/http/index.js';
import { type Frame, Layout, listInWords } from '../../ui/index.js';
import { ErrorPage } from './error-page.js';

export function errorPageOf(frame: Frame): ErrorPageOf {
  return (problem) => (
    <ErrorPage
      frame={frame}
      status={problem.status}
      detail={problem.errors ? unreadable(problem.errors) : problem.status < 500 ? problem.detail : undefined}
      requestId={problem.request}
    />
  );
}

/** Which parts of the address or the form could not be read, by name: what a schema says of them is for programs. */
function unreadable(errors: readonly { field: string }[]): string {
  const names = [...new Set(errors.map(({ field }) => `“${field}”`))];
  return `We cannot read ${listInWords(names)} in this address. Change or remove it, or start again from the search.`;
}

export function pageFrameOf(frame: Frame): PageFrame {
  return ({ title, description, children }) => (
    <Layout frame={frame} title={title} description={description} canonical="/api/docs">
      <div class="wrap page api-page">{children}</div>
    </Layout>
  );
}
