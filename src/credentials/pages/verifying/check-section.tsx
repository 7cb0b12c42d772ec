/** Checking what one was handed, in short, for pages that are about something else. */
import { TextArea } from '../../../ui/index.js';

/** A credential that anybody may check to see what that is like. `check`, `page`: addresses. */
export type CheckSample = { label: string; check: string; page: string };

/** The form leads to `/verify`, which asks for more where it is needed. With script, a file may be dropped anywhere. */
export function CheckSection({ samples }: { samples: readonly CheckSample[] }) {
  const [first, ...others] = samples;
  return (
    <section class="section check-section" aria-labelledby="check">
      <div class="section-head">
        <h2 id="check">Handed a credential? Check it</h2>
        <a class="act" href="/verify">
          More ways to check
        </a>
      </div>
      <form class="form panel verify-form" method="post" action="/verify" enctype="multipart/form-data" data-drop>
        <div class="field drop">
          <label for="check-file">Choose the file</label>
          <span class="hint" id="check-file-hint">
            Badge picture, PDF certificate, JSON or JWT, up to 5 MB
          </span>
          <input class="input" id="check-file" name="file" type="file" aria-describedby="check-file-hint" />
        </div>
        <TextArea id="check-text" name="text" label="Or paste it, or its web address" rows={3} />
        <div class="check-send">
          <button class="btn" type="submit" data-busy="Checking…">
            Check it
          </button>
          <p class="tiny">Is it real, is it current, is its issuer known? Read here, and kept nowhere.</p>
        </div>
      </form>
      {first && (
        <div class="check-try">
          <p>
            <b>Try it:</b> <a href={first.check}>{first.label}</a>, or see <a href={first.page}>its page</a>.
          </p>
          {others.length > 0 && (
            <p class="small quiet">
              {others.map(({ label, check }) => (
                <>
                  <a href={check}>{label}</a>
                  {'. '}
                </>
              ))}
              Demonstration: made up on this machine, from a provider that does not exist.
            </p>
          )}
        </div>
      )}
    </section>
  );
}
