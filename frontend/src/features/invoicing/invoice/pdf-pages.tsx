import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?worker&url';
import { useEffect, useRef, useState } from 'react';
import { useT } from '@/i18n/i18n';

GlobalWorkerOptions.workerSrc = workerUrl;
const SHARP = 2;

interface PdfPagesProps {
  pdf: Blob;
  /** What it is, for those who cannot see it. */
  name: string;
  onFailed: () => void;
}

/** The pages of a PDF as pictures: the browser's own viewer would need a frame, which our security policy refuses. */
export default function PdfPages({ pdf, name, onFailed }: PdfPagesProps) {
  const [document, setDocument] = useState<PDFDocumentProxy | null>(null);
  const failed = useRef(onFailed);
  failed.current = onFailed;
  useEffect(() => {
    let gone = false;
    let task: ReturnType<typeof getDocument> | null = null;
    void pdf.arrayBuffer().then((bytes) => {
      if (gone) return;
      task = getDocument({ data: new Uint8Array(bytes), isEvalSupported: false });
      task.promise.then((read) => !gone && setDocument(read)).catch(() => !gone && failed.current());
    });
    return () => {
      gone = true;
      void task?.destroy();
    };
  }, [pdf]);
  if (!document) return null;
  return Array.from({ length: document.numPages }, (_, place) => (
    <Page
      // biome-ignore lint/suspicious/noArrayIndexKey: pages have no other name
      key={place}
      document={document}
      number={place + 1}
      name={name}
    />
  ));
}

function Page({ document, number, name }: { document: PDFDocumentProxy; number: number; name: string }) {
  const t = useT('invoices');
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const place = canvas.current;
    if (!place) return;
    let stop = () => {};
    void document.getPage(number).then((page) => {
      const { width } = page.getViewport({ scale: 1 });
      const wide = Math.max(place.clientWidth, 320) * Math.min(window.devicePixelRatio * SHARP, 3);
      const viewport = page.getViewport({ scale: wide / width });
      place.width = Math.round(viewport.width);
      place.height = Math.round(viewport.height);
      const task = page.render({ canvas: place, viewport });
      stop = () => task.cancel();
      task.promise.catch(() => {}); // cancelled because another took its place
    });
    return () => stop();
  }, [document, number]);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={t('pageOf', { number, count: document.numPages, name })}
      className="block aspect-[1/1.4142] w-full rounded-md border border-line bg-white"
    />
  );
}
