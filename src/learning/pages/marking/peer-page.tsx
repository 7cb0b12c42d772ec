/** Another's work, without a name, and what the reader says of it. */
import { Crumbs, type Frame, Layout, Notice, PageHead, TextArea } from '../../../ui/index.js';
import type { PeerWork } from '../../actions/marking/peers.js';
import { numberedName } from '../../rules/marking/files.js';
import { RubricTable } from './rubric.js';
import { FileList, Words } from './work.js';

type PeerPageProps = {
  frame: Frame;
  title: string;
  outcomes: Parameters<typeof RubricTable>[0]['outcomes'];
  work: PeerWork;
  /** `/learn/…/steps/…`. */
  at: string;
};

export function PeerPage({ frame, title, outcomes, work, at }: PeerPageProps) {
  const { reading, step, submission, files } = work;
  const here = `${at}/peers/${reading.id}`;
  return (
    <Layout frame={frame} title={`Another’s work · ${step.title}`} section="/my" unlisted>
      <div class="wrap page peer-page">
        <Crumbs
          trail={[
            { label: title, href: at.replace(/\/steps\/.*$/, '') },
            { label: step.title, href: at },
            { label: 'Another’s work' },
          ]}
        />
        <PageHead
          title="Another’s work"
          lede="Somebody on your course handed this in and agreed that you read it. Keep it to yourself; neither of you learns the other’s name."
        />
        <Words words={submission.words} />
        <FileList
          files={files}
          hrefOf={({ id }) => `${here}/files/${id}`}
          nameOf={({ type }, index) => numberedName(type, index + 1)}
        />
        <details>
          <summary>How it is judged</summary>
          <RubricTable step={step} outcomes={outcomes} />
        </details>
        {reading.answers ? (
          <Notice kind="note">You have told them what you think. Thank you.</Notice>
        ) : (
          <form class="form" method="post" action={here}>
            {step.rubric.map(({ key, text }) => (
              <TextArea
                id={`criterion-${key}`}
                name={`criterion-${key}`}
                label={text}
                hint="What works here, and what would you try?"
                rows={3}
                maxLength={4000}
              />
            ))}
            <TextArea id="overall" name="overall" label="On the whole" rows={3} maxLength={4000} />
            <button class="btn" type="submit">
              Send, without my name
            </button>
          </form>
        )}
        <p class="small">
          <a href={at}>Back to the step</a>
        </p>
      </div>
    </Layout>
  );
}
