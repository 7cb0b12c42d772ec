/** What a file is, by its first bytes. Its name says nothing. */
import type { MediaType } from '../../schema/media.js';

/** So many bytes are enough to know. */
export const HEAD_BYTES = 4096;

/** Null: none of the types that are taken. */
export function recogniseMedia(head: Uint8Array): MediaType | null {
  const text = Buffer.from(head).toString('latin1');
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (/^GIF8[79]a/.test(text)) return 'image/gif';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp';
  if (text.startsWith('%PDF-')) return 'application/pdf';
  if (text.startsWith('OggS\0')) return 'audio/ogg';
  if (text.startsWith('\x1a\x45\xdf\xa3')) return /\x42\x82[\x80-\xff]webm/.test(text) ? 'video/webm' : null;
  if (/^(?:\xef\xbb\xbf)?WEBVTT(?:[ \t\r\n]|$)/.test(text)) return 'text/vtt';
  if (text.slice(4, 8) === 'ftyp') return mp4Kind(text.slice(8, 12));
  return isMp3(head, text) ? 'audio/mpeg' : null;
}

/** By the major brand (ISO/IEC 14496-12 §4.3). Pictures in the same box format (HEIC, AVIF) are none of these. */
function mp4Kind(brand: string): MediaType | null {
  if (brand === 'M4A ' || brand === 'M4B ') return 'audio/mp4';
  return /^(?:isom|iso[2-9]|mp4[12]|avc1|M4V |dash|mmp4|MSNV|3gp[4-7])$/.test(brand) ? 'video/mp4' : null;
}

/** An ID3 tag, or a frame of MPEG audio layer III with a bit rate and a sampling rate that exist. */
function isMp3(head: Uint8Array, text: string): boolean {
  if (text.startsWith('ID3')) return (head[3] ?? 255) <= 4;
  const [first = 0, second = 0, third = 0] = head;
  const isLayer3 = first === 0xff && (second & 0xe6) === 0xe2 && (second & 0x18) !== 0x08;
  const [bitRate, sampling] = [third >> 4, (third >> 2) & 3];
  return isLayer3 && bitRate > 0 && bitRate < 15 && sampling < 3;
}

/** Why a file is not taken, and what to do. */
export function refusalOf(head: Uint8Array): string {
  const text = Buffer.from(head.subarray(0, 1000)).toString('latin1');
  if (/<svg|<\?xml|<!DOCTYPE|<html/i.test(text))
    return 'An SVG or a page can carry scripts and reach for other files, so it is not taken. Save a picture as a PNG.';
  if (text.slice(4, 8) === 'ftyp' && /^(heic|heix|mif1|avif)/.test(text.slice(8)))
    return 'A picture in HEIC or AVIF is not shown by every browser. Save it as a JPEG or PNG.';
  if (text.slice(4, 8) === 'ftyp') return 'A QuickTime film is not played by every browser. Save it as an MP4 (H.264).';
  if (text.startsWith('\x1a\x45\xdf\xa3'))
    return 'A Matroska film is not played by every browser. Save it as a WebM or an MP4.';
  return 'This is no kind of file that a course can show. Send a picture (PNG, JPEG, WebP, GIF), a video (MP4, WebM), sound (MP3, M4A, Ogg), captions (WebVTT) or a PDF.';
}
