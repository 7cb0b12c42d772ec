/** Forms about credentials: bringing one, publishing one, removing one. */
import { Field, FormPage, type Frame, type Refusal, TextArea, Tick } from '../../ui/index.js';
import { nameOf } from '../rules/cv.js';
import type { Holding } from '../schema.js';

type Given = Readonly<Record<string, string>>;
type FormProps = { frame: Frame; given?: Given; refusal?: Refusal | null };

const trail = [
  { label: 'My Cairn', href: '/my' },
  { label: 'Credentials', href: '/my/credentials' },
];
const trailTo = (held: Holding) => [...trail, { label: nameOf(held.summary), href: `/my/credentials/${held.id}` }];

export function BringPage({ frame, given = {}, refusal = null }: FormProps) {
  return (
    <FormPage
      frame={frame}
      title="Bring a credential"
      lede="A badge, a certificate, a microcredential from anywhere. It is checked, and kept exactly as it is."
      trail={trail}
      section="/my"
      act="Bring it"
      files
      refusal={refusal}
    >
      <div class={refusal?.fields?.file ? 'field field-error' : 'field'}>
        <label for="file">Files</label>
        <span class="hint" id="file-hint">
          A badge picture (PNG or SVG) as you downloaded it, a PDF, JSON, a JWT, or a .1ob file; up to 20, each up to 5
          MB.
        </span>
        <input class="input" id="file" name="file" type="file" multiple aria-describedby="file-hint" />
        {refusal?.fields?.file && <span class="error">{refusal.fields.file}</span>}
      </div>
      <Field
        id="address"
        name="address"
        label="Or its address"
        hint="Where the credential or its badge picture lies on the web."
        type="url"
        maxLength={2000}
        value={given.address ?? ''}
        error={refusal?.fields?.address}
      />
      <TextArea
        id="text"
        name="text"
        label="Or its text"
        hint="JSON or a JWT, pasted whole."
        rows={5}
        value={given.text ?? ''}
        error={refusal?.fields?.text}
      />
    </FormPage>
  );
}

type PublishProps = FormProps & { held: Holding; path: string; ownName: string };

export function PublishPage({ frame, held, path, ownName, given, refusal = null }: PublishProps) {
  const value = given?.name ?? held.shownName ?? (held.publishedAt === null ? ownName : '');
  return (
    <FormPage
      frame={frame}
      title="Publish it?"
      lede={nameOf(held.summary)}
      trail={trailTo(held)}
      section="/my"
      act="Publish it"
      refusal={refusal}
      after={
        <p>
          <a href={`/my/credentials/${held.id}`}>Leave it as it is</a>
        </p>
      }
    >
      <p>
        Everybody can open <a href={path}>its page</a>, search engines may list it, and whoever opens it can download
        the credential and check it. You can take it back at any time; what others kept by then, they have.
      </p>
      <Field
        id="name"
        name="name"
        label="Name on the page"
        hint="As you want to be named. Leave it empty, and the page bears no name."
        maxLength={200}
        value={value}
        error={refusal?.fields?.name}
      />
      <Tick
        name="agreed"
        value="yes"
        checked={given?.agreed === 'yes'}
        label="I agree to this for this one credential."
      />
      {refusal?.fields?.agreed && <p class="error">{refusal.fields.agreed}</p>}
    </FormPage>
  );
}

export function RemovePage({ frame, held }: { frame: Frame; held: Holding }) {
  return (
    <FormPage
      frame={frame}
      title="Remove it?"
      lede={nameOf(held.summary)}
      trail={trailTo(held)}
      section="/my"
      act="Remove it"
      after={
        <p>
          <a href={`/my/credentials/${held.id}`}>Keep it</a>
        </p>
      }
    >
      <p>
        It leaves your wallet, with its page, its links, and your words on it. It is not revoked by that: whoever has a
        copy can still check it. Download it first if you want to keep it elsewhere.
      </p>
    </FormPage>
  );
}
