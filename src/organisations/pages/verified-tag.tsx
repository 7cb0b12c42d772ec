/** The small mark beside a name whose identity is proved, with what that means. */
import { Icon, Tag } from '../../ui/index.js';
import type { Verification } from '../schema.js';
import { proofInWords } from './words.js';

export function VerifiedTag({ verification }: { verification: Verification }) {
  return (
    <span title={proofInWords(verification)}>
      <Tag tone="good">
        <Icon name="check" />
        verified
      </Tag>
    </span>
  );
}
