/** Pages without a design, for a server that was given none: a test, or a page about the design itself being broken. */
import type { ComponentChildren, JSX } from 'preact';
import type { Problem } from './problems.js';

export function plainFrame({ title, children }: { title: string; children: ComponentChildren }): JSX.Element {
  return (
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
      </head>
      <body>
        <main>{children}</main>
      </body>
    </html>
  );
}

export function plainErrorPage(problem: Problem): JSX.Element {
  const children = (
    <>
      <h1>{problem.title}</h1>
      <p>{problem.detail}</p>
    </>
  );
  return plainFrame({ title: problem.title, children });
}
