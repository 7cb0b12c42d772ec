/** What somebody handed in: their words as they wrote them, and their files to download. */
import { formatNumber } from '../../../ui/index.js';
import type { SubmissionFile } from '../../schema/marking.js';

export function Words({ words }: { words: string }) {
  if (words === '') return <p class="quiet">No words were written; see the files.</p>;
  return <div class="words-of">{words}</div>;
}

type FilesProps = {
  files: readonly SubmissionFile[];
  hrefOf: (file: SubmissionFile) => string;
  /** What each is called to whoever looks. */
  nameOf?: (file: SubmissionFile, at: number) => string;
};

export function FileList({ files, hrefOf, nameOf = ({ name }) => name }: FilesProps) {
  if (files.length === 0) return null;
  return (
    <ul class="plain work-files">
      {files.map((file, at) => (
        <li>
          <a href={hrefOf(file)} download>
            {nameOf(file, at)}
          </a>{' '}
          <span class="quiet small num">{sizeOf(file.bytes)}</span>
        </li>
      ))}
    </ul>
  );
}

export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${formatNumber(bytes)} bytes`;
  if (bytes < 1_048_576) return `${formatNumber(Math.round(bytes / 1024))} kB`;
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}
