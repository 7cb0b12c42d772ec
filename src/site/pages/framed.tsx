/** The site's frame in the shapes that the platform asks for: errors, and its own page on the API. */
import type { ErrorPage as ErrorPageOf, PageFrame } from '../../platform/http/index.js';
import { type Frame, Layout } from '../../ui/index.js';
import { ErrorPage } from './error-page.js';

export function errorPageOf(frame: Frame): ErrorPageOf {
  return (problem) => (
    <ErrorPage
      frame={frame}
      status={problem.status}
      detail={problem.status < 500 ? problem.detail : undefined}
      requestId={problem.request}
    />
  );
}

export function pageFrameOf(frame: Frame): PageFrame {
  return ({ title, description, children }) => (
    <Layout frame={frame} title={title} description={description} canonical="/api/docs">
      <div class="wrap page api-page">{children}</div>
    </Layout>
  );
}
