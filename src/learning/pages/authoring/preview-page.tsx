/** The draft as a learner will see it: the same parts that the player draws, with nothing to send and nothing kept. */
import type { ComponentChildren } from 'preact';
import { Crumbs, type Frame, Layout, Notice } from '../../../ui/index.js';
import { minutesInWords } from '../../rules/content/index.js';
import type { DraftContent } from '../../schema/draft.js';

type Props = {
  frame: Frame;
  draft: DraftContent;
  /** Of the course in the workplace. */
  base: string;
  /** Null: the home of the course. */
  step: { key: string; title: string; week: string; number: number; minutes: number; required: boolean } | null;
  children: ComponentChildren;
};

export function PreviewPage({ frame, draft, base, step, children }: Props) {
  const steps = draft.weeks.flatMap((week) => week.steps);
  const next = step ? steps[step.number] : steps[0];
  return (
    <Layout frame={frame} title={`Preview: ${step?.title ?? draft.title}`} section="/my" unlisted>
      <div class="wrap page learn">
        <Crumbs
          trail={[
            { label: 'Outline', href: base },
            { label: 'Preview', ...(step && { href: `${base}/preview` }) },
          ]}
        />
        <Notice kind="note">
          A preview of the draft. Nothing that you do here is kept, and no learner sees it.{' '}
          <a href={step ? `${base}/steps/${step.key}` : base}>Back to writing</a>
        </Notice>
        <div class="with-aside">
          <div class="learn-step">
            <h1 class={step ? 'learn-course' : 'learn-title'}>{draft.title}</h1>
            {step && <h2 class="learn-title">{step.title}</h2>}
            {step && (
              <p class="quiet small">
                {step.week} · step {step.number} of {steps.length}
                {step.minutes > 0 && ` · about ${minutesInWords(step.minutes)}`}
                {!step.required && ' · optional'}
              </p>
            )}
            {children}
            {next && (
              <p class="learn-onward">
                <a class="btn" href={`${base}/preview/${next.key}`}>
                  {step ? 'Next step' : 'First step'}
                </a>
              </p>
            )}
          </div>
          <nav class="learn-outline" aria-labelledby="outline-title">
            <h2 id="outline-title">In this course</h2>
            {draft.weeks.map((week) => (
              <>
                <h3>{week.title}</h3>
                <ul class="learn-steps">
                  {week.steps.map(({ key, title }) => (
                    <li>
                      <a href={`${base}/preview/${key}`} aria-current={key === step?.key ? 'page' : undefined}>
                        <span class="mark" aria-hidden="true" />
                        <span>{title}</span>
                      </a>
                    </li>
                  ))}
                </ul>
              </>
            ))}
          </nav>
        </div>
      </div>
    </Layout>
  );
}

export function Unfinished({ words }: { words: string }) {
  return <Notice kind="note">{words}</Notice>;
}
