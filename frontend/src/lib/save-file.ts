const KEPT_FOR = 10_000;

/** Hands something that is already here to the browser's downloads. */
export function saveBlob(content: Blob, filename: string): void {
  const address = URL.createObjectURL(content);
  const link = window.document.createElement('a');
  link.href = address;
  link.download = filename;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_FOR);
}

export function saveText(text: string, filename: string): void {
  saveBlob(new Blob([text], { type: 'text/plain;charset=utf-8' }), filename);
}
