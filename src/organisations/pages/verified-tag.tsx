/** The small mark beside a name whose identity is proved, with what that means. */
import { Icon, Tag } from '../../ui/index.js';
import type { Verification } from '../schema.js';
import { proofInWords } from './words.js';

/** Without `verification` (in lists) it says that there is a proof, not how. */
export function VerifiedTag({ verification }: { verification?: Verification }) {
  return (
    <span title={verification ? proofInWords(verification) : 'It has proved that it is who it says.'}>
      <Tag tone="good">
        <Icon name="check" />
        verified
      </Tag>
    </span>
  );
}
