/** A badge inside a page. */
type BadgePictureProps = {
  /** Drawn by rules/art, which escapes what is written in it; null: it has an uploaded picture. */
  svg: string | null;
  /** Address of the picture. */
  address: string;
  alt: string;
};

export function BadgePicture({ svg, address, alt }: BadgePictureProps) {
  // Set in the page itself, so that its letters are in the page's own type.
  if (svg !== null) return <div class="badge-drawn" dangerouslySetInnerHTML={{ __html: svg }} />;
  return <img class="badge-drawn" src={address} alt={alt} width={512} height={512} />;
}
