/** The choice of how credentials are signed. */
import { Select } from '../../../ui/index.js';
import { SIGNED_AS, type SignedAs } from '../../schema/issuing.js';

const LABELS: Record<SignedAs, string> = {
  proof: 'With the signature inside the file (the usual way)',
  'vc-jwt': 'As a token, as W3C wallets take it (VC-JOSE-COSE)',
  'ob3-jwt': 'As a token, as Open Badges 3.0 has it (VC-JWT)',
};

export function SignedAsField({ value }: { value: string | undefined }) {
  return (
    <Select
      id="signed-as"
      name="signedAs"
      label="How it is signed"
      hint="Leave it as it is unless a wallet or a register asks for a token. Cairn checks all three."
      value={value ?? 'proof'}
      options={SIGNED_AS.map((one) => ({ value: one, label: LABELS[one] }))}
    />
  );
}
